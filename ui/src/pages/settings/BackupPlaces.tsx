import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "../../components/Problem";
import { shell } from "../../lib/door";
import { useMay } from "../../lib/session";
import { useBackupPlace, useChooseBackupFolder } from "./queries";

/** Where the backups that happen by themselves go, and which are kept there. */
export function BackupPlaces() {
  const { t } = useTranslation();
  const { data: place, error } = useBackupPlace();
  const choosing = useChooseBackupFolder();
  const administers = useMay()("administer");
  const [failure, setFailure] = useState<unknown>(null);
  const choose = async () => {
    setFailure(null);
    try {
      const folder = await shell.pickFolder();
      if (folder) choosing.mutate(folder);
    } catch (thrown) {
      setFailure(thrown);
    }
  };
  const refused = failure ?? choosing.error ?? error;
  return (
    <>
      <h2>{t("settings.backup.daily")}</h2>
      <p className="second">{t("settings.backup.dailyBody")}</p>
      {refused ? <Problem error={refused} /> : null}
      {place?.synchronised_by && (
        <Problem>{t("settings.backup.synchronised", { service: place.synchronised_by })}</Problem>
      )}
      {place && (
        <>
          <p className="hash">{place.folder}</p>
          {administers && (
            <div className="row">
              <Button onClick={choose} loading={choosing.isPending}>
                {t("settings.backup.chooseFolder")}
              </Button>
              <Button type="text" onClick={() => choosing.mutate(null)}>
                {t("settings.backup.beside")}
              </Button>
            </div>
          )}
          {place.kept.length === 0 && <p className="second">{t("settings.backup.noneKept")}</p>}
          {place.kept.map((name) => (
            <div key={name} className="second num">
              {name}
            </div>
          ))}
        </>
      )}
    </>
  );
}
