import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ExportDone, ExportFormat } from "../../bindings";
import { Problem } from "../../components/Problem";
import { ProgressCard } from "../../components/ProgressCard";
import { shell } from "../../lib/door";
import { useJob } from "../../lib/job";
import { tell } from "../../lib/lastAct";
import { formatAmount } from "../../lib/money";
import { useSession } from "../../lib/session";
import { exportBook } from "./queries";

/** The formats with the ending of their file; a folder has none. */
const ENDINGS: Record<ExportFormat, string | null> = {
  xlsx: "xlsx",
  csv: null,
  json: "json",
  beancount: "beancount",
  hledger: "journal",
};

/** The way out: the whole book in open formats. */
export function Export() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const job = useJob<ExportDone>();
  const [failure, setFailure] = useState<unknown>(null);
  const take = async (format: ExportFormat, ending: string | null) => {
    setFailure(null);
    job.clear();
    try {
      const name = `${session?.company_name ?? t("app.name")} ${session?.today ?? ""}`;
      const kinds =
        ending === null ? [] : [{ name: t(`exporting.formats.${format}.name`), extensions: [ending] }];
      const place =
        ending === null ? await shell.pickFolder() : await shell.savePath(`${name}.${ending}`, kinds);
      if (!place) return;
      const path = ending === null ? `${place}/${name}` : place;
      const done = await job.run((hear) => exportBook({ format, path }, hear));
      if (done) tell({ text: t("exporting.done", { path: done.path }) });
    } catch (thrown) {
      setFailure(thrown);
    }
  };
  const error = failure ?? job.error;
  return (
    <div className="page-main">
      <section className="panel form-page">
        <h2>{t("exporting.title")}</h2>
        <p className="second">{t("exporting.body")}</p>
        {(Object.entries(ENDINGS) as [ExportFormat, string | null][]).map(([format, ending]) => (
          <div key={format} className="row">
            <div className="grow">
              <div>{t(`exporting.formats.${format}.name`)}</div>
              <small className="second">{t(`exporting.formats.${format}.body`)}</small>
            </div>
            <Button
              id={`export-${format}`}
              disabled={job.running}
              aria-label={`${t("exporting.take")} ${t(`exporting.formats.${format}.name`)}`}
              onClick={() => take(format, ending)}
            >
              {t("exporting.take")}
            </Button>
          </div>
        ))}
        {job.outcome && (
          <p className="green num">
            {t("exporting.written", {
              rows: job.outcome.rows,
              size: formatAmount(String(Math.ceil(job.outcome.bytes / 1024))),
              path: job.outcome.path,
            })}
          </p>
        )}
        {error ? <Problem error={error} /> : null}
      </section>
      {job.running && <ProgressCard title={t("exporting.running")} step={job.step} onCancel={job.cancel} />}
    </div>
  );
}
