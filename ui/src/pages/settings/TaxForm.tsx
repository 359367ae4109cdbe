import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Tax, TaxFields, TaxKind, TaxPart, Treatment } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { Problem } from "../../components/Problem";
import { RowsEditor } from "../../components/RowsEditor";
import { tell } from "../../lib/lastAct";
import { useSaveTax } from "./queries";
import { EMPTY_PART, TaxPartFields } from "./TaxPartFields";

const TREATMENTS: Treatment[] = ["rate", "simplified", "zero", "exempt", "not_taxed", "reverse"];
const TAXED: Treatment[] = ["rate", "simplified", "reverse"];
const KINDS: TaxKind[] = ["percent", "fixed", "group", "combined"];

type Props = {
  /** The version that the new one follows; without it the tax is new. */
  before?: Tax;
  onSaved: (id: number) => void;
};

/** A new tax, or the version that follows one: what is charged, from which day, by which parts. */
export function TaxForm({ before, onSaved }: Props) {
  const { t } = useTranslation();
  const [fields, setFields] = useState<TaxFields>(() => begin(before));
  const [parts, setParts] = useState<TaxPart[]>(() => (before?.parts.length ? before.parts : [EMPTY_PART]));
  const write = (change: Partial<TaxFields>) => setFields((now) => ({ ...now, ...change }));
  const saving = useSaveTax();
  const kind = fields.kind ?? "percent";
  const isTaxed = TAXED.includes(fields.treatment);
  const isOne = kind === "percent" || kind === "fixed";
  const submit = () =>
    saving.mutate(
      { ...fields, ...charged(isTaxed ? kind : null, parts) },
      {
        onSuccess: ({ id, code }) => {
          tell({ text: t(before ? "settings.taxes.savedVersion" : "settings.taxes.saved", { code }) });
          onSaved(id);
        },
      },
    );
  const partFields = (part: TaxPart, writePart: (change: Partial<TaxPart>) => void, at: number) => (
    <TaxPartFields kind={kind} part={part} write={writePart} id={`tax-part-${at}`} />
  );
  return (
    <Form layout="vertical" className="side-form" onFinish={submit}>
      {saving.error && <Problem error={saving.error} />}
      <TextField
        id="tax-code"
        label={t("settings.code")}
        autoFocus={!before}
        disabled={before !== undefined}
        value={fields.code}
        onChange={(code) => write({ code })}
      />
      <div className="two">
        <TextField
          id="tax-zh"
          label={t("settings.nameZh")}
          value={fields.name_zh}
          onChange={(name_zh) => write({ name_zh })}
        />
        <TextField
          id="tax-en"
          label={t("settings.nameEn")}
          value={fields.name_en}
          onChange={(name_en) => write({ name_en })}
        />
      </div>
      <Labelled
        id="tax-from"
        label={t("settings.taxes.validFrom")}
        required={before !== undefined}
        hint={t(before ? "settings.taxes.fromHint" : "settings.taxes.alwaysHint")}
      >
        <DateInput
          label={t("settings.taxes.validFrom")}
          value={fields.valid_from ?? ""}
          onChange={(day) => write({ valid_from: day || null })}
        />
      </Labelled>
      <ChoiceField
        id="tax-treatment"
        label={t("settings.taxes.treatment")}
        value={fields.treatment}
        options={TREATMENTS.map((value) => ({ value, label: t(`settings.taxes.treatments.${value}`) }))}
        onChange={(treatment) => treatment && write({ treatment })}
      />
      {isTaxed && (
        <ChoiceField
          id="tax-kind"
          label={t("settings.taxes.kind")}
          value={kind}
          options={KINDS.map((value) => ({ value, label: t(`settings.taxes.kinds.${value}`) }))}
          onChange={(chosen) => chosen && write({ kind: chosen })}
        />
      )}
      {isTaxed &&
        isOne &&
        partFields(parts[0] ?? EMPTY_PART, (change) => setParts(changed(parts, change)), 0)}
      {isTaxed && !isOne && (
        <RowsEditor title={t("settings.taxes.parts")} rows={parts} empty={EMPTY_PART} onRows={setParts}>
          {partFields}
        </RowsEditor>
      )}
      <Button type="primary" htmlType="submit" loading={saving.isPending}>
        {t("settings.save")}
      </Button>
    </Form>
  );
}

function begin(before: Tax | undefined): TaxFields {
  const { code = "", treatment = "rate", kind = "percent", name_zh = "", name_en = "" } = before ?? {};
  return { code, treatment, kind, name_zh, name_en, rate_percent: "0" };
}

/** The first of the parts with what was typed; a tax of one rate has no other. */
function changed([first = EMPTY_PART, ...rest]: TaxPart[], change: Partial<TaxPart>): TaxPart[] {
  return [{ ...first, ...change }, ...rest];
}

/** What is charged as the program takes it: no parts where there is no tax, one where there is one rate. */
function charged(kind: TaxKind | null, typed: TaxPart[]): Pick<TaxFields, "kind" | "rate_percent" | "parts"> {
  const parts = typed.map((part) => ({ ...part, rate: part.rate || "0" }));
  const [first = EMPTY_PART] = parts;
  if (kind === null) return { kind: "percent", rate_percent: "0", parts: [] };
  if (kind === "group") return { kind, rate_percent: "0", parts };
  if (kind === "combined") {
    const shares = { kind: "percent", include_base: false, base_affected: false, withheld: false } as const;
    return { kind, rate_percent: "0", parts: parts.map((part) => ({ ...part, ...shares })) };
  }
  const one = { ...first, kind, include_base: false, base_affected: false, withheld: false };
  return { kind, rate_percent: kind === "percent" ? one.rate : "0", parts: [one] };
}
