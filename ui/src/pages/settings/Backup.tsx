import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Backup as Copy } from "../../bindings";
import { JobPage } from "../../components/JobPage";
import { shell } from "../../lib/door";
import { useJob } from "../../lib/job";
import { tell } from "../../lib/lastAct";
import { load, save } from "../../lib/memory";
import { kilobytes } from "../../lib/money";
import { useBookFileName, useMay } from "../../lib/session";
import { BackupPlaces } from "./BackupPlaces";
import { backUp } from "./queries";

/** A copy of the whole book, opened and checked after it was written. */
export function Backup() {
  const { t } = useTranslation();
  const name = useBookFileName();
  const keeps = useMay()("keep");
  const job = useJob<Copy>();
  const [last, setLast] = useState<string>(() => load("last-backup", ""));
  const copy = async () => {
    const made = await job.run(async (hear) => {
      const path = await shell.savePath(`${name}.kz`, [{ name: t("app.name"), extensions: ["kz"] }]);
      return path ? backUp(path, hear) : null;
    });
    if (!made) return;
    save("last-backup", made.path);
    setLast(made.path);
    tell({ text: t("settings.backup.done", { path: made.path }) });
  };
  return (
    <JobPage
      title={t("settings.backup.title")}
      body={t("settings.backup.body")}
      job={job}
      running={t("settings.backup.running")}
    >
      <Button type="primary" onClick={copy} disabled={job.running || !keeps}>
        {t("settings.backup.choose")}
      </Button>
      {last !== "" && (
        <p className="second">
          {t("settings.backup.last")} <span className="hash">{last}</span>
        </p>
      )}
      {job.outcome && (
        <p className="green num">
          {t("settings.backup.checked", { seq: job.outcome.seq, size: kilobytes(job.outcome.bytes) })}
        </p>
      )}
      <BackupPlaces />
      <h2>{t("settings.backup.restore")}</h2>
      <p className="second">{t("settings.backup.restoreBody")}</p>
    </JobPage>
  );
}
