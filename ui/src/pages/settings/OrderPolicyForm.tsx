import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OrderPolicy } from "../../bindings";
import { ChoiceField, TextField } from "../../components/fields";
import { Problem } from "../../components/Problem";
import { tell } from "../../lib/lastAct";
import { useMay } from "../../lib/session";
import { useOrderPolicy, useSaveOrderPolicy } from "./queries";

/** How long quotes hold, what happens beyond an order, and how customers are billed. */
export function OrderPolicySettings() {
  const { data: policy } = useOrderPolicy();
  return policy ? <OrderPolicyForm key={JSON.stringify(policy)} policy={policy} /> : null;
}

function OrderPolicyForm({ policy }: { policy: OrderPolicy }) {
  const { t } = useTranslation();
  const [fields, setFields] = useState(policy);
  const [days, setDays] = useState(String(policy.quote_days));
  const saving = useSaveOrderPolicy();
  const administers = useMay()("administer");
  const submit = () => {
    if (saving.isPending || !administers) return;
    const whole = { ...fields, quote_days: Number.parseInt(days, 10) || 0 };
    saving.mutate(whole, { onSuccess: () => tell({ text: t("orders.policy.saved") }) });
  };
  return (
    <Form layout="vertical" className="panel form-page" disabled={!administers} onFinish={submit}>
      <h2>{t("orders.policy.title")}</h2>
      {saving.error && <Problem error={saving.error} />}
      <p className="second">{t("orders.policy.body")}</p>
      <TextField
        id="order-quote-days"
        label={t("orders.policy.quote_days")}
        value={days}
        onChange={setDays}
      />
      <ChoiceField<string>
        id="order-over-delivery"
        label={t("orders.policy.over_delivery.label")}
        value={fields.over_delivery}
        options={(["ask", "refuse"] as const).map((value) => ({
          value,
          label: t(`orders.policy.over_delivery.${value}`),
        }))}
        onChange={(value) =>
          value && setFields((now) => ({ ...now, over_delivery: value as OrderPolicy["over_delivery"] }))
        }
      />
      <ChoiceField<string>
        id="order-billing"
        label={t("orders.policy.billing")}
        value={fields.billing}
        options={(["per_order", "monthly"] as const).map((value) => ({
          value,
          label: t(`orders.billing.ways.${value}`),
        }))}
        onChange={(value) =>
          value && setFields((now) => ({ ...now, billing: value as OrderPolicy["billing"] }))
        }
      />
      <div className="form-foot">
        <Button htmlType="submit" loading={saving.isPending}>
          {t("settings.save")}
        </Button>
      </div>
    </Form>
  );
}
