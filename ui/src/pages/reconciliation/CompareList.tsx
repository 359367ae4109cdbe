import { Button, Form, Select, Spin } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type {
  ComparisonBasis,
  ImportInspection,
  ImportMapping,
  ImportReport,
  ListView,
  ReconciliationRow,
} from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { ChoiceField, Labelled } from "../../components/fields";
import { Problem } from "../../components/Problem";
import { ProgressCard } from "../../components/ProgressCard";
import type { DoorError } from "../../lib/door";
import { sentenceOf } from "../../lib/i18n";
import { tell } from "../../lib/lastAct";
import { useCompare, useList } from "./queries";

const FIELDS = ["date", "number", "reference", "text", "debit", "credit", "amount", "balance"] as const;

type Props = { letter: ReconciliationRow; path: string; onClose: () => void };

/** The customer's list before it is compared: which column is what, which way it is written, from when. */
export function CompareList({ letter, path, onClose }: Props) {
  const { t } = useTranslation();
  const { data: inspection, error } = useList(letter.seq, path);
  const [mapping, setMapping] = useState<ImportMapping | null>(null);
  const [basis, setBasis] = useState<ComparisonBasis>("movements");
  const [view, setView] = useState<ListView>("auto");
  const [from, setFrom] = useState("");
  const job = useCompare();
  useEffect(() => setMapping(inspection?.guess?.mapping ?? null), [inspection]);
  if (error)
    return (
      <Problem error={error} actions={<Button onClick={onClose}>{t("reconciliation.list.cancel")}</Button>} />
    );
  if (!inspection) return <Spin />;
  const filled = mapping?.columns ?? {};
  const ready = "date" in filled && ("amount" in filled || "credit" in filled);
  const sure = Object.values(inspection.guess?.sure_percent ?? {});
  const remembered = sure.length > 0 && sure.every((each) => each === 100);
  const compare = async () => {
    if (!mapping) return;
    const found = await job.compare({
      reconciliation: letter.seq,
      path,
      mapping,
      basis,
      view,
      from: from || null,
    });
    if (!found) return;
    const count = found.findings.filter((finding) => finding.is_open).length;
    tell({ text: t("reconciliation.list.done", { count, context: count === 0 ? "zero" : undefined }) });
    onClose();
  };
  return (
    <section className="panel reconciliation-list" style={{ padding: "10px 12px" }}>
      <header className="row">
        <h2 className="grow">{`${t("reconciliation.list.title")} · ${path.split(/[/\\]/).at(-1)}`}</h2>
        <Button onClick={onClose}>{t("reconciliation.list.cancel")}</Button>
        <Button type="primary" disabled={!ready || job.running} onClick={compare}>
          {t("reconciliation.list.go")}
        </Button>
      </header>
      {remembered && <p className="second">{t("reconciliation.list.remembered")}</p>}
      {mapping && (
        <Form layout="vertical">
          {FIELDS.map((field) => (
            <ColumnOf
              key={field}
              field={field}
              inspection={inspection}
              mapping={mapping}
              onChange={setMapping}
            />
          ))}
          <ChoiceField
            id="list-basis"
            label={t("reconciliation.list.basis")}
            value={basis}
            options={(["movements", "open_items"] as const).map((value) => ({
              value,
              label: t(`reconciliation.list.bases.${value}`),
            }))}
            onChange={(chosen) => chosen && setBasis(chosen)}
          />
          <ChoiceField
            id="list-view"
            label={t("reconciliation.list.view")}
            value={view}
            options={(["auto", "payables", "receivables"] as const).map((value) => ({
              value,
              label: t(`reconciliation.list.viewOptions.${value}`),
            }))}
            onChange={(chosen) => chosen && setView(chosen)}
          />
          <Labelled
            id="list-from"
            label={t("reconciliation.list.from")}
            hint={t("reconciliation.list.fromHint")}
          >
            <DateInput label={t("reconciliation.list.from")} value={from} onChange={setFrom} />
          </Labelled>
          <Labelled id="list-dates" label={t("reconciliation.list.dates")}>
            <Select
              id="list-dates"
              value={mapping.dates}
              onChange={(dates) => setMapping({ ...mapping, dates })}
              options={(["year_first", "day_first", "month_first"] as const).map((value) => ({
                value,
                label: t(`import.dateOrders.${value}`),
              }))}
            />
          </Labelled>
          <Labelled id="list-decimals" label={t("reconciliation.list.decimals")}>
            <Select
              id="list-decimals"
              value={mapping.decimals}
              onChange={(decimals) => setMapping({ ...mapping, decimals })}
              options={(["point", "comma"] as const).map((value) => ({
                value,
                label: t(`import.decimalMarks.${value}`),
              }))}
            />
          </Labelled>
        </Form>
      )}
      {job.running && (
        <ProgressCard title={t("reconciliation.list.running")} step={job.step} onCancel={job.cancel} />
      )}
      {job.error && <Refused error={job.error} />}
    </section>
  );
}

type ColumnProps = {
  field: (typeof FIELDS)[number];
  inspection: ImportInspection;
  mapping: ImportMapping;
  onChange: (mapping: ImportMapping) => void;
};

function ColumnOf({ field, inspection, mapping, onChange }: ColumnProps) {
  const { t } = useTranslation();
  const expression = mapping.columns[field];
  const column = expression && "column" in expression ? expression.column : undefined;
  const at = column === undefined ? -1 : inspection.columns.indexOf(column);
  const example = inspection.sample.map((row) => row.cells[at] ?? "").find((cell) => cell !== "");
  const fill = (chosen: string | undefined) => {
    const { [field]: _replaced, ...others } = mapping.columns;
    onChange({
      ...mapping,
      columns: chosen === undefined ? others : { ...others, [field]: { column: chosen } },
    });
  };
  return (
    <Labelled id={`list-${field}`} label={t(`import.fields.${field}`)} hint={example ?? "–"}>
      <Select<string>
        id={`list-${field}`}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        placeholder={t("reconciliation.list.notFilled")}
        value={column}
        onChange={fill}
        options={inspection.columns.map((value) => ({ value, label: value }))}
      />
    </Labelled>
  );
}

/** A list that cannot be read: which rows, and why. */
function Refused({ error }: { error: DoorError }) {
  const { t } = useTranslation();
  const report = (error.details as { report?: ImportReport } | undefined)?.report;
  if (!report) return <Problem error={error} />;
  return (
    <Problem>
      {t("reconciliation.list.problems", { count: report.problem_count })}
      <ul>
        {report.problems.slice(0, 10).map((problem) => (
          <li key={`${problem.row} ${problem.field}`}>
            {`${t("reconciliation.list.row", { row: problem.row })} · ${problem.column ?? ""} ${sentenceOf(problem.error as never)}`}
          </li>
        ))}
      </ul>
    </Problem>
  );
}
