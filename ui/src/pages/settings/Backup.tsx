import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Backup as Copy } from "../../bindings";
import { Problem } from "../../components/Problem";
import { ProgressCard } from "../../components/ProgressCard";
import { shell } from "../../lib/door";
import { useJob } from "../../lib/job";
import { tell } from "../../lib/lastAct";
import { load, save } from "../../lib/memory";
import { formatAmount } from "../../lib/money";
import { useMay, useSession } from "../../lib/session";
import { BackupPlaces } from "./BackupPlaces";
import { backUp } from "./queries";

/** A copy of the whole book, opened and checked after it was written. */
export function Backup() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const keeps = useMay()("keep");
  const job = useJob<Copy>();
  const [failure, setFailure] = useState<unknown>(null);
  const [last, setLast] = useState<string>(() => load("last-backup", ""));
  const copy = async () => {
    setFailure(null);
    try {
      const name = `${session?.company_name ?? t("app.name")} ${session?.today ?? ""}.kz`;
      const path = await shell.savePath(name, [{ name: t("app.name"), extensions: ["kz"] }]);
      if (!path) return;
      const made = await job.run((hear) => backUp(path, hear));
      if (!made) return;
      save("last-backup", made.path);
      setLast(made.path);
      tell({ text: t("settings.backup.done", { path: made.path }) });
    } catch (thrown) {
      setFailure(thrown);
    }
  };
  const error = failure ?? job.error;
  return (
    <div className="page-main">
      <section className="panel form-page">
        <h2>{t("settings.backup.title")}</h2>
        <p className="second">{t("settings.backup.body")}</p>
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
            {t("settings.backup.checked", {
              seq: job.outcome.seq,
              size: formatAmount(String(Math.ceil(job.outcome.bytes / 1024))),
            })}
          </p>
        )}
        {error ? <Problem error={error} /> : null}
        <BackupPlaces />
        <h2>{t("settings.backup.restore")}</h2>
        <p className="second">{t("settings.backup.restoreBody")}</p>
      </section>
      {job.running && (
        <ProgressCard title={t("settings.backup.running")} step={job.step} onCancel={job.cancel} />
      )}
    </div>
  );
}
