import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Tax, TaxPart } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { Labelled } from "../../components/fields";
import { Problem } from "../../components/Problem";
import { nameIn } from "../../lib/bilingual";
import { tell } from "../../lib/lastAct";
import { formatAmount } from "../../lib/money";
import { useMay } from "../../lib/session";
import { useArchiveTax, useEndTax } from "./queries";
import { TaxForm } from "./TaxForm";

type Props = {
  tax: Tax;
  /** Only the last version can be followed by another, or end. */
  isLast: boolean;
  onSaved: (id: number) => void;
};

/** What a version of a tax is, and what can follow it. */
export function TaxVersion({ tax, isLast, onSaved }: Props) {
  const { t } = useTranslation();
  const [follows, setFollows] = useState(false);
  const administers = useMay()("administer");
  if (follows) return <TaxForm before={tax} onSaved={onSaved} />;
  return (
    <>
      <p className="second">{t(tax.active ? "settings.taxes.inUse" : "settings.taxes.outOfUse")}</p>
      {tax.kind !== "percent" && <p>{t(`settings.taxes.kinds.${tax.kind}`)}</p>}
      {tax.parts.map((part, at) => (
        // The parts of a version never change: their place is their identity.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <PartText key={at} part={part} />
      ))}
      {administers && isLast && (
        <Form layout="vertical" className="side-form">
          <Form.Item>
            <Button onClick={() => setFollows(true)}>{t("settings.taxes.newVersion")}</Button>
          </Form.Item>
          <EndOfTax tax={tax} />
        </Form>
      )}
      <TaxInUse tax={tax} />
    </>
  );
}

function PartText({ part }: { part: TaxPart }) {
  const { t, i18n } = useTranslation();
  const rate =
    part.kind === "percent" ? `${part.rate}%` : t("documents.eachUnit", { amount: formatAmount(part.rate) });
  const about = [
    part.jurisdiction,
    part.base_affected && t("settings.taxes.part.base_affected"),
    part.include_base && t("settings.taxes.part.include_base"),
    part.withheld && t("settings.taxes.part.withheld"),
    part.output_account && `${t("settings.taxes.part.output_account")} ${part.output_account}`,
    part.input_account && `${t("settings.taxes.part.input_account")} ${part.input_account}`,
    part.output_box && `${t("settings.taxes.part.output_box")} ${part.output_box}`,
    part.input_box && `${t("settings.taxes.part.input_box")} ${part.input_box}`,
  ].filter(Boolean);
  return (
    <div className="peek-line">
      <div className="row">
        <span className="grow">{nameIn(i18n.language, part) || t("settings.taxes.rate")}</span>
        <span className="num">{rate}</span>
      </div>
      {about.length > 0 && <div className="second caption">{about.join(" · ")}</div>}
    </div>
  );
}

/** Gives a version its last day, as it is announced. */
function EndOfTax({ tax }: { tax: Tax }) {
  const { t } = useTranslation();
  const [day, setDay] = useState(tax.valid_to ?? "");
  const ending = useEndTax();
  const end = () =>
    ending.mutate(
      { code: tax.code, valid_to: day },
      { onSuccess: () => tell({ text: t("settings.taxes.ended", { code: tax.code, day }) }) },
    );
  return (
    <Labelled id="tax-end" label={t("settings.taxes.lastDay")}>
      {ending.error && <Problem error={ending.error} />}
      <div className="row">
        <DateInput label={t("settings.taxes.lastDay")} value={day} onChange={setDay} />
        <Button disabled={day === "" || day === tax.valid_to} loading={ending.isPending} onClick={end}>
          {t("settings.taxes.end")}
        </Button>
      </div>
    </Labelled>
  );
}

/** Takes a tax out of use, or brings it back; what was issued keeps it. */
function TaxInUse({ tax }: { tax: Tax }) {
  const { t, i18n } = useTranslation();
  const archiving = useArchiveTax();
  const administers = useMay()("administer");
  const name = nameIn(i18n.language, tax);
  const archive = (archived: boolean) =>
    archiving.mutate(
      { code: tax.code, archived },
      {
        onSuccess: () =>
          tell({
            text: t(archived ? "settings.taxes.archived" : "settings.taxes.restored", { name }),
            undo: () => archive(!archived),
          }),
      },
    );
  return (
    <>
      {archiving.error && <Problem error={archiving.error} />}
      <Button disabled={!administers} loading={archiving.isPending} onClick={() => archive(tax.active)}>
        {t(tax.active ? "settings.taxes.archive" : "settings.taxes.restore")}
      </Button>
    </>
  );
}
