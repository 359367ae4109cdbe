import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Policy } from "../../bindings";
import { ChoiceField } from "../../components/fields";
import { Key } from "../../components/Key";
import { Problem } from "../../components/Problem";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useMay } from "../../lib/session";
import { OrderPolicySettings } from "./OrderPolicyForm";
import { usePolicy, useSavePolicy } from "./queries";

/** The choices that each question offers, the usual one first. */
const CHOICES = {
  voucher_types: ["general", "receipt_payment_transfer"],
  approval: ["none", "vouchers", "all"],
  tax_rounding: ["per_line", "per_document"],
  discount_tax: ["keep", "adjust"],
  discount_base: ["gross", "net"],
  revaluation: ["carry", "reverse"],
} as const;
type Question = keyof typeof CHOICES;
const QUESTIONS = Object.keys(CHOICES) as Question[];

/** How later entries are posted: types of vouchers, approval by another user, rounding, discounts, revaluation. */
export function PolicySettings() {
  const { data: policy, error } = usePolicy();
  return (
    <div className="page-main">
      {error && <Problem error={error} />}
      {policy && <PolicyForm key={JSON.stringify(policy)} policy={policy} />}
      <OrderPolicySettings />
    </div>
  );
}

function PolicyForm({ policy }: { policy: Policy }) {
  const { t } = useTranslation();
  const [fields, setFields] = useState(policy);
  const saving = useSavePolicy();
  const administers = useMay()("administer");
  const submit = () => {
    if (saving.isPending || !administers) return;
    saving.mutate(fields, { onSuccess: () => tell({ text: t("settings.policy.saved") }) });
  };
  useShortcuts({ "mod+s": submit });
  const named = (question: Question, value: string) =>
    t(`settings.policy.${question}.${value}` as "settings.policy.approval.none");
  return (
    <Form layout="vertical" className="panel form-page" disabled={!administers} onFinish={submit}>
      {!administers && <p className="second">{t("app.readOnly")}</p>}
      {saving.error && <Problem error={saving.error} />}
      <p className="second">{t("settings.policy.body")}</p>
      {QUESTIONS.map((question) => (
        <ChoiceField<string>
          key={question}
          id={`policy-${question}`}
          label={t(`settings.policy.${question}.label`)}
          value={fields[question] ?? CHOICES[question][0]}
          options={CHOICES[question].map((value) => ({ value, label: named(question, value) }))}
          onChange={(value) => value && setFields((now) => ({ ...now, [question]: value }))}
        />
      ))}
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={saving.isPending}>
          {t("settings.save")} <Key name="Ctrl S" />
        </Button>
      </div>
    </Form>
  );
}
