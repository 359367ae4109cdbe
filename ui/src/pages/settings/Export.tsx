import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { ExportDone, ExportFormat } from "../../bindings";
import { JobPage } from "../../components/JobPage";
import { shell } from "../../lib/door";
import { useJob } from "../../lib/job";
import { tell } from "../../lib/lastAct";
import { kilobytes } from "../../lib/money";
import { useBookFileName } from "../../lib/session";
import { exportBook } from "./queries";

/** The formats with the ending of their file; a folder has none. */
const ENDINGS: Record<ExportFormat, string | null> = {
  xlsx: "xlsx",
  csv: null,
  json: "json",
  beancount: "beancount",
  hledger: "journal",
  vcard: "vcf",
  vcard3: "vcf",
  contacts_csv: "csv",
};

/** The way out: the whole book in open formats. */
export function Export() {
  const { t } = useTranslation();
  const name = useBookFileName();
  const job = useJob<ExportDone>();
  const take = async (format: ExportFormat, ending: string | null) => {
    const done = await job.run(async (hear) => {
      if (ending === null) {
        const folder = await shell.pickFolder();
        return folder ? exportBook({ format, path: `${folder}/${name}` }, hear) : null;
      }
      const kinds = [{ name: t(`exporting.formats.${format}.name`), extensions: [ending] }];
      const path = await shell.savePath(`${name}.${ending}`, kinds);
      return path ? exportBook({ format, path }, hear) : null;
    });
    if (done) tell({ text: t("exporting.done", { path: done.path }) });
  };
  return (
    <JobPage
      title={t("exporting.title")}
      body={t("exporting.body")}
      job={job}
      running={t("exporting.running")}
    >
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
            size: kilobytes(job.outcome.bytes),
            path: job.outcome.path,
          })}
        </p>
      )}
    </JobPage>
  );
}
