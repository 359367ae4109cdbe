import { Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import type { PartKind, TaxKind, TaxPart } from "../../bindings";
import { FigureInput } from "../../components/FigureInput";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { nameIn } from "../../lib/bilingual";
import { useAccounts } from "./queries";

export const EMPTY_PART: TaxPart = {
  name_zh: "",
  name_en: "",
  jurisdiction: "",
  kind: "percent",
  rate: "",
  include_base: false,
  base_affected: false,
  withheld: false,
  output_account: null,
  input_account: null,
  output_box: "",
  input_box: "",
};
const KINDS: PartKind[] = ["percent", "fixed"];
const CHOICES = ["base_affected", "include_base", "withheld"] as const;

type Props = {
  /** Of the tax: it says what a part can be. */
  kind: TaxKind;
  part: TaxPart;
  write: (change: Partial<TaxPart>) => void;
  id: string;
};

/** One part of a tax: its rate, what it stands on, and where it is posted and declared. */
export function TaxPartFields({ kind, part, write, id }: Props) {
  const { t, i18n } = useTranslation();
  const accounts = (useAccounts().data ?? []).filter((account) => account.postable && !account.control);
  const options = accounts.map((account) => ({
    value: account.code,
    label: `${account.code} ${nameIn(i18n.language, account)}`,
  }));
  const isFixed = kind === "fixed" || (kind === "group" && part.kind === "fixed");
  const rate = t(isFixed ? "settings.taxes.part.amount" : "settings.taxes.rate");
  const text = (key: "name_zh" | "name_en" | "jurisdiction" | "output_box" | "input_box", label: string) => (
    <TextField
      id={`${id}-${key}`}
      label={label}
      value={part[key]}
      onChange={(typed) => write({ [key]: typed })}
    />
  );
  const account = (key: "output_account" | "input_account") => (
    <ChoiceField
      id={`${id}-${key}`}
      label={t(`settings.taxes.part.${key}`)}
      value={part[key] ?? null}
      otherwise={t("settings.taxes.part.chartAccount")}
      options={options}
      onChange={(code) => write({ [key]: code })}
    />
  );
  return (
    <div className="tax-part">
      {(kind === "group" || kind === "combined") && (
        <div className="two">
          {text("name_zh", t("settings.nameZh"))}
          {text("name_en", t("settings.nameEn"))}
        </div>
      )}
      <div className="two">
        <Labelled id={`${id}-rate`} label={rate}>
          <FigureInput
            id={`${id}-rate`}
            label={rate}
            value={part.rate}
            onChange={(typed) => write({ rate: typed })}
          />
        </Labelled>
        {kind === "group" && (
          <ChoiceField
            id={`${id}-kind`}
            label={t("settings.taxes.kind")}
            value={part.kind}
            options={KINDS.map((value) => ({ value, label: t(`settings.taxes.kinds.${value}`) }))}
            onChange={(chosen) => chosen && write({ kind: chosen })}
          />
        )}
        {kind === "combined" && text("jurisdiction", t("settings.taxes.part.jurisdiction"))}
      </div>
      {kind === "group" &&
        CHOICES.map((key) => (
          <div key={key}>
            <Checkbox checked={part[key]} onChange={(event) => write({ [key]: event.target.checked })}>
              {t(`settings.taxes.part.${key}`)}
            </Checkbox>
          </div>
        ))}
      <details open={part.withheld || undefined}>
        <summary className="second">{t("settings.taxes.part.places")}</summary>
        <div className="two">
          {account("output_account")}
          {account("input_account")}
          {text("output_box", t("settings.taxes.part.output_box"))}
          {text("input_box", t("settings.taxes.part.input_box"))}
        </div>
      </details>
    </div>
  );
}
