import { Button, Select, Spin } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type {
  ImportInspection,
  ImportKind,
  ImportMapping,
  ImportReadOptions,
  ImportReport,
} from "../../bindings";
import { Problem } from "../../components/Problem";
import { ProgressCard } from "../../components/ProgressCard";
import { useJob } from "../../lib/job";
import { tell } from "../../lib/lastAct";
import { KINDS } from "./fields";
import { MappingEditor } from "./MappingEditor";
import { Outcome } from "./Outcome";
import { runImport, useForgetAnswers, useInspection } from "./queries";
import { Sample } from "./Sample";

type Props = { path: string; kind: string; onKind: (kind: ImportKind) => void };

const isKind = (name: string): name is ImportKind => (KINDS as string[]).includes(name);

/** One file: what it is, which column fills which field, a trial, and the import. */
export function ImportFile({ path, kind, onKind }: Props) {
  const { t } = useTranslation();
  const [options, setOptions] = useState<ImportReadOptions | null>(null);
  const { data: inspection, error, isFetching } = useInspection(path, isKind(kind) ? kind : null, options);
  const [mapping, setMapping] = useState<ImportMapping | null>(null);
  const job = useJob<ImportReport>();
  const forget = useForgetAnswers();
  const { clear } = job;
  useEffect(() => {
    if (inspection) setMapping(inspection.guess?.mapping ?? null);
    clear();
  }, [inspection, clear]);

  const correct = (next: ImportMapping) => {
    setMapping(next);
    clear();
  };
  const run = async (dryRun: boolean) => {
    if (!mapping) return;
    const report = await job.run((hear) =>
      runImport({ path, kind: mapping.kind, mapping, dry_run: dryRun }, hear),
    );
    if (!report || dryRun) return;
    await forget();
    tell({ text: t("import.done", { count: report.imported }) });
  };
  if (error) return <Problem error={error} />;
  if (!inspection) return <Spin />;
  const tried = job.outcome?.dry_run === true && job.outcome.problem_count === 0;
  const missing = inspection.guess?.missing.filter((field) => !(field in (mapping?.columns ?? {}))) ?? [];
  return (
    <>
      <FileFacts
        path={path}
        inspection={inspection}
        kind={mapping?.kind ?? (isKind(kind) ? kind : null)}
        onKind={onKind}
        onTable={(table) => setOptions(inspection.format === "sqlite" ? { table } : { sheet: table })}
      />
      <div className="import-columns">
        {mapping ? (
          <MappingEditor inspection={inspection} mapping={mapping} missing={missing} onChange={correct} />
        ) : (
          <p className="second">
            {t(inspection.columns.length === 0 ? "import.chooseTable" : "import.chooseKind")}
          </p>
        )}
        <div className="import-side">
          <div className="row">
            <Button
              type={tried ? "default" : "primary"}
              disabled={!mapping || job.running || isFetching}
              onClick={() => run(true)}
            >
              {t("import.try")}
            </Button>
            <Button
              type={tried ? "primary" : "default"}
              disabled={!tried || job.running}
              onClick={() => run(false)}
            >
              {t("import.run")}
            </Button>
          </div>
          {missing.length > 0 && <Problem>{t("import.missing")}</Problem>}
          {job.running && <ProgressCard title={t("import.running")} step={job.step} onCancel={job.cancel} />}
          <Outcome report={job.outcome} error={job.error} />
          <Sample inspection={inspection} />
        </div>
      </div>
    </>
  );
}

type FactsProps = {
  path: string;
  inspection: ImportInspection;
  kind: ImportKind | null;
  onKind: (kind: ImportKind) => void;
  onTable: (table: string) => void;
};

function FileFacts({ path, inspection, kind, onKind, onTable }: FactsProps) {
  const { t } = useTranslation();
  const { format, encoding, delimiter, header_row, tables } = inspection;
  const name = path.split(/[/\\]/).at(-1);
  const mark = delimiter === "\t" ? t("import.tab") : delimiter;
  const facts = [t(`import.formats.${format}`), encoding, mark && t("import.delimiter", { mark })];
  return (
    <div className="row">
      <b title={path}>{name}</b>
      <span className="second">
        {[...facts, header_row > 0 && t("import.headerRow", { row: header_row })].filter(Boolean).join(" · ")}
      </span>
      <span className="grow" />
      {tables.length > 1 && (
        <Select
          style={{ width: 180 }}
          aria-label={t("import.table")}
          placeholder={t("import.table")}
          onChange={onTable}
          options={tables.map((value) => ({ value, label: value }))}
        />
      )}
      <Select<ImportKind>
        style={{ width: 180 }}
        aria-label={t("import.kind")}
        placeholder={t("import.kind")}
        value={kind ?? undefined}
        onChange={onKind}
        options={KINDS.map((value) => ({ value, label: t(`import.kinds.${value}`) }))}
      />
    </div>
  );
}
