import { Button, Form, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { NewRate, RateType } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { ChoiceField, TextField } from "../../components/fields";
import { PeekPanel } from "../../components/PeekPanel";
import { Problem } from "../../components/Problem";
import { useCurrencies } from "../../lib/currencies";
import { tell } from "../../lib/lastAct";
import { useSession } from "../../lib/session";
import { useSaveRate } from "./queries";

const TYPES: RateType[] = ["mid", "buy", "sell", "average", "contract"];

/** Records a rate as a bank quotes it. */
export function RateForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const { data: currencies = [] } = useCurrencies();
  const saving = useSaveRate();
  const [rate, setRate] = useState<NewRate>({
    currency: "USD",
    date: session?.today ?? "",
    rate: "",
    type: "mid",
    source: "",
  });
  const write = (change: Partial<NewRate>) => setRate({ ...rate, ...change });
  const save = () =>
    saving.mutate(rate, {
      onSuccess: () => {
        tell({ text: t("rates.saved", { currency: rate.currency, rate: rate.rate, date: rate.date }) });
        onClose();
      },
    });
  return (
    <PeekPanel title={t("rates.new")} onClose={onClose}>
      <Form layout="vertical" onFinish={save}>
        <Form.Item label={t("rates.currency")} htmlFor="rate-currency">
          <Select
            id="rate-currency"
            autoFocus
            showSearch={{ optionFilterProp: "label" }}
            value={rate.currency}
            onChange={(currency) => write({ currency })}
            options={currencies
              .filter(({ code }) => code !== session?.book.currency)
              .map(({ code }) => ({ value: code, label: code }))}
          />
        </Form.Item>
        <Form.Item label={t("documents.date")}>
          <DateInput
            label={t("documents.date")}
            value={rate.date}
            onChange={(date) => date && write({ date })}
          />
        </Form.Item>
        <TextField
          id="rate-rate"
          label={t("rates.rate")}
          required
          value={rate.rate}
          onChange={(text) => write({ rate: text })}
          hint={t("rates.hint", { base: session?.book.currency ?? "", currency: rate.currency })}
        />
        <ChoiceField
          id="rate-type"
          label={t("rates.type")}
          value={rate.type}
          options={TYPES.map((value) => ({ value, label: t(`rates.types.${value}`) }))}
          onChange={(type) => type && write({ type })}
        />
        <TextField
          id="rate-source"
          label={t("rates.source")}
          value={rate.source}
          onChange={(source) => write({ source })}
        />
        {saving.error && <Problem error={saving.error} />}
        <Button
          type="primary"
          htmlType="submit"
          disabled={rate.rate.trim() === ""}
          loading={saving.isPending}
        >
          {t("rates.save")}
        </Button>
      </Form>
    </PeekPanel>
  );
}
