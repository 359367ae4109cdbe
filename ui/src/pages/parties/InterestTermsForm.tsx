import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { InterestRate } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { ChoiceField, TextField } from "../../components/fields";
import { Problem } from "../../components/Problem";
import { tell } from "../../lib/lastAct";
import { useSaveInterestTerms } from "./queries";

const METHODS = ["yearly", "daily", "reference", "none"] as const;
type Method = (typeof METHODS)[number];

/** Agrees what late days cost, for one customer or for all, from a day on. */
export function InterestTermsForm({ party, today }: { party: number; today: string }) {
  const { t } = useTranslation();
  const saving = useSaveInterestTerms();
  const [whose, setWhose] = useState<"party" | "all">("party");
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`);
  const [method, setMethod] = useState<Method>("yearly");
  const [percent, setPercent] = useState("");
  const [name, setName] = useState("LPR1Y");
  const [markup, setMarkup] = useState("50");
  const [basis, setBasis] = useState("365");
  const rate = (): InterestRate | null => {
    if (method === "none") return null;
    if (method !== "reference") return { method, percent };
    return { method, name, markup_percent: markup, points: "0", fixed_at_breach: true };
  };
  const save = () => {
    const agreed = rate();
    const published =
      method === "reference" && percent !== "" ? { name, valid_from: from, percent, source: "" } : undefined;
    saving.mutate(
      {
        published,
        terms: {
          party_id: whose === "party" ? party : null,
          valid_from: from,
          terms: agreed && { rate: agreed, basis: Number(basis) },
        },
      },
      { onSuccess: () => tell({ text: t("interest.saved", { date: from }) }) },
    );
  };
  const percentLabel = {
    yearly: t("interest.percentYearly"),
    daily: t("interest.percentDaily"),
    reference: t("interest.published"),
    none: "",
  }[method];
  return (
    <details className="interest-terms">
      <summary>{t("interest.terms")}</summary>
      <Form layout="vertical" onFinish={save}>
        <ChoiceField
          id="interest-whose"
          label={t("interest.whose")}
          value={whose}
          options={[
            { value: "party", label: t("interest.ofParty") },
            { value: "all", label: t("interest.ofAll") },
          ]}
          onChange={(chosen) => chosen && setWhose(chosen)}
        />
        <Form.Item label={t("interest.validFrom")}>
          <DateInput
            label={t("interest.validFrom")}
            value={from}
            onChange={(chosen) => chosen && setFrom(chosen)}
          />
        </Form.Item>
        <ChoiceField
          id="interest-method"
          label={t("interest.method")}
          value={method}
          options={METHODS.map((value) => ({ value, label: t(`interest.methods.${value}`) }))}
          onChange={(chosen) => chosen && setMethod(chosen)}
        />
        {method === "reference" && (
          <>
            <TextField id="interest-name" label={t("interest.name")} value={name} onChange={setName} />
            <TextField
              id="interest-markup"
              label={t("interest.markup")}
              value={markup}
              onChange={setMarkup}
            />
          </>
        )}
        {method !== "none" && (
          <TextField id="interest-percent" label={percentLabel} value={percent} onChange={setPercent} />
        )}
        {(method === "yearly" || method === "reference") && (
          <ChoiceField
            id="interest-basis"
            label={t("interest.basis")}
            value={basis}
            options={["365", "360"].map((days) => ({
              value: days,
              label: t("interest.basisDays", { days }),
            }))}
            onChange={(chosen) => chosen && setBasis(chosen)}
          />
        )}
        {saving.error && <Problem error={saving.error} />}
        <Button htmlType="submit" loading={saving.isPending}>
          {t("interest.save")}
        </Button>
      </Form>
    </details>
  );
}
