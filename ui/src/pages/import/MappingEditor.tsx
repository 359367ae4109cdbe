import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportExpression, ImportInspection, ImportMapping } from "../../bindings";
import { Problem } from "../../components/Problem";
import { tell } from "../../lib/lastAct";
import { type FieldName, fieldsOf } from "./fields";
import { useMappings, useSaveMapping } from "./queries";

type Props = {
  inspection: ImportInspection;
  mapping: ImportMapping;
  missing: string[];
  onChange: (mapping: ImportMapping) => void;
};

/** Which column fills which field; guessed, corrected here, saved under a name for the next file. */
export function MappingEditor({ inspection, mapping, missing, onChange }: Props) {
  const { t } = useTranslation();
  const sure = inspection.guess?.sure_percent ?? {};
  const fill = (field: FieldName, expression: ImportExpression | null) => {
    const { [field]: _replaced, ...others } = mapping.columns;
    onChange({ ...mapping, columns: expression ? { ...others, [field]: expression } : others });
  };
  return (
    <section className="panel import-mapping">
      <SavedMappings mapping={mapping} onChange={onChange} />
      <div className="import-fields">
        {fieldsOf[mapping.kind].map((field) => (
          <FieldRow
            key={field}
            field={field}
            expression={mapping.columns[field] ?? null}
            inspection={inspection}
            sure={sure[field]}
            missing={missing.includes(field)}
            onChange={(expression) => fill(field, expression)}
          />
        ))}
        {(mapping.extra_lines ?? []).map((line, at) => (
          // Extra lines have no identity but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div key={at} className="import-field">
            <span>{t("import.extraLine")}</span>
            <span className="second">{describe(line.description)}</span>
            <span className="second">{describe(line.amount)}</span>
          </div>
        ))}
      </div>
      <div className="row import-options">
        <span className="second">{t("import.source")}</span>
        <Input
          size="small"
          style={{ width: 130 }}
          aria-label={t("import.source")}
          value={mapping.source}
          onChange={(event) => onChange({ ...mapping, source: event.target.value })}
        />
        <Select
          size="small"
          aria-label={t("import.dates")}
          value={mapping.dates}
          onChange={(dates) => onChange({ ...mapping, dates })}
          options={(["year_first", "day_first", "month_first"] as const).map((value) => ({
            value,
            label: t(`import.dateOrders.${value}`),
          }))}
        />
        <Select
          size="small"
          aria-label={t("import.decimals")}
          value={mapping.decimals}
          onChange={(decimals) => onChange({ ...mapping, decimals })}
          options={(["point", "comma"] as const).map((value) => ({
            value,
            label: t(`import.decimalMarks.${value}`),
          }))}
        />
      </div>
    </section>
  );
}

type RowProps = {
  field: FieldName;
  expression: ImportExpression | null;
  inspection: ImportInspection;
  sure: number | undefined;
  missing: boolean;
  onChange: (expression: ImportExpression | null) => void;
};

/** The choice that keeps what no single column says: a joined, translated or constant text. */
const KEPT = "\u0000kept";

function FieldRow({ field, expression, inspection, sure, missing, onChange }: RowProps) {
  const { t } = useTranslation();
  const column = expression && "column" in expression ? expression.column : null;
  const at = column === null ? -1 : inspection.columns.indexOf(column);
  const example = inspection.sample.map((row) => row.cells[at] ?? "").find((cell) => cell !== "");
  const options = inspection.columns.map((value) => ({ value, label: value }));
  if (expression && column === null) options.unshift({ value: KEPT, label: describe(expression) });
  return (
    <div className={missing ? "import-field missing" : "import-field"}>
      <label htmlFor={`field-${field}`}>{t(`import.fields.${field}`)}</label>
      <Select
        id={`field-${field}`}
        size="small"
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        status={missing ? "error" : ""}
        placeholder={t("import.notFilled")}
        value={column ?? (expression ? KEPT : undefined)}
        onChange={(chosen) => chosen !== KEPT && onChange(chosen === undefined ? null : { column: chosen })}
        options={options}
      />
      <span className="second" title={example}>
        {example}
        {sure !== undefined && sure < 90 && column !== null && (
          <span className="pill amber">{t("import.guessed")}</span>
        )}
      </span>
    </div>
  );
}

/** An expression in short, for reading: `A + B`, `"CNY"`, `−A`. */
function describe(expression: ImportExpression): string {
  if ("column" in expression) return expression.column;
  if ("constant" in expression) return `“${expression.constant}”`;
  if ("first_of" in expression) return expression.first_of.map(describe).join(" / ");
  if ("join" in expression) return expression.join.map(describe).join(" + ");
  if ("percent" in expression) return `${describe(expression.percent)} × 100`;
  if ("negative" in expression) return `−${describe(expression.negative)}`;
  return `${describe(expression.translate.text)} → …`;
}

function SavedMappings({ mapping, onChange }: Pick<Props, "mapping" | "onChange">) {
  const { t } = useTranslation();
  const { data: saved = [] } = useMappings();
  const [name, setName] = useState("");
  const saving = useSaveMapping();
  const fitting = saved.filter((each) => each.mapping.kind === mapping.kind);
  const keep = () =>
    saving.mutate({ name, mapping }, { onSuccess: () => tell({ text: t("import.mappingSaved", { name }) }) });
  const use = (chosen: string) => {
    const found = fitting.find((each) => each.name === chosen);
    if (!found) return;
    setName(chosen);
    // The file is read as it was found to be; the fields come from the saved mapping.
    onChange({ ...found.mapping, read: mapping.read });
  };
  return (
    <>
      <div className="row import-saved">
        <h2 className="grow">{t("import.mapping")}</h2>
        {fitting.length > 0 && (
          <Select
            size="small"
            style={{ width: 140 }}
            aria-label={t("import.useSaved")}
            placeholder={t("import.useSaved")}
            onChange={use}
            options={fitting.map((each) => ({ value: each.name, label: each.name }))}
          />
        )}
        <Input
          size="small"
          style={{ width: 120 }}
          aria-label={t("import.mappingName")}
          placeholder={t("import.mappingName")}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button size="small" disabled={name.trim() === ""} loading={saving.isPending} onClick={keep}>
          {t("import.saveMapping")}
        </Button>
      </div>
      {saving.error && <Problem error={saving.error} />}
    </>
  );
}
