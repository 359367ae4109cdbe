import { PlusOutlined } from "@ant-design/icons";
import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { VatRule, VatRuleName } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateInput } from "../../components/DateInput";
import { EmptyState } from "../../components/EmptyState";
import { FigureInput } from "../../components/FigureInput";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { PeekPanel } from "../../components/PeekPanel";
import { Problem } from "../../components/Problem";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { formatAmount } from "../../lib/money";
import { useMay } from "../../lib/session";
import { useSaveVatRule, useVatRules } from "./queries";

const RULES: VatRuleName[] = [
  "exempt_below",
  "exempt_up_to",
  "education_up_to",
  "education",
  "local_education",
  "surtax_relief",
];
const PERCENT: VatRuleName[] = ["education", "local_education", "surtax_relief"];

const figureOf = ({ rule, value }: VatRule) => (PERCENT.includes(rule) ? `${value}%` : formatAmount(value));

/** What the law of a day says of value added tax: limits of sales, rates and reliefs of surtaxes, each with its source. */
export function VatRules() {
  const { t } = useTranslation();
  const list = useVatRules();
  const rows = list.data ?? [];
  const [begins, setBegins] = useState<VatRule | null>(null);
  const administers = useMay()("administer");
  const fresh = (): VatRule => ({ rule: "exempt_below", value: "" });
  useShortcuts({
    ...(administers ? { n: () => setBegins(fresh()) } : {}),
    ...(begins ? { Escape: () => setBegins(null) } : {}),
  });
  const columns: Column<VatRule>[] = [
    {
      key: "rule",
      title: t("settings.vatRules.rule"),
      width: "minmax(210px, 3fr)",
      render: (each) => t(`settings.vatRules.rules.${each.rule}`),
    },
    {
      key: "value",
      title: t("settings.vatRules.value"),
      width: "120px",
      align: "end",
      render: (each) => <span className="num">{figureOf(each)}</span>,
    },
    {
      key: "from",
      title: t("settings.vatRules.validFrom"),
      width: "110px",
      render: (each) => <span className="num">{each.valid_from ?? t("settings.taxpayer.always")}</span>,
    },
    {
      key: "to",
      title: t("settings.vatRules.validTo"),
      width: "110px",
      render: (each) => <span className="num">{each.valid_to}</span>,
    },
    {
      key: "source",
      title: t("settings.vatRules.source"),
      width: "minmax(160px, 3fr)",
      render: (each) => <span title={each.source ?? ""}>{each.source}</span>,
    },
  ];
  return (
    <>
      <div className="page-main">
        <div className="row second">
          <span>{t("settings.vatRules.body")}</span>
          {administers && (
            <Button size="small" icon={<PlusOutlined />} onClick={() => setBegins(fresh())}>
              {t("settings.add")}
            </Button>
          )}
        </div>
        <DataTable
          name="vat-rules"
          label={t("settings.tabs.vat_rules")}
          columns={columns}
          rows={rows}
          idOf={(each) => rows.indexOf(each)}
          onOpen={
            administers
              ? (each) => setBegins({ ...each, valid_from: null, valid_to: null, source: "" })
              : undefined
          }
          loading={list.isLoading}
          error={list.error}
          empty={<EmptyState title={t("settings.tabs.vat_rules")} body={t("settings.vatRules.body")} />}
        />
      </div>
      {begins && (
        <PeekPanel title={t("settings.vatRules.new")} onClose={() => setBegins(null)}>
          <VatRuleForm key={begins.rule} now={begins} onSaved={() => setBegins(null)} />
        </PeekPanel>
      )}
    </>
  );
}

/** What a rule says from a day on; for a day that has one already the new one counts from now on. */
function VatRuleForm({ now, onSaved }: { now: VatRule; onSaved: () => void }) {
  const { t } = useTranslation();
  const [fields, setFields] = useState(now);
  const write = (change: Partial<VatRule>) => setFields((before) => ({ ...before, ...change }));
  const saving = useSaveVatRule();
  const percent = PERCENT.includes(fields.rule);
  const valueLabel = t(percent ? "settings.vatRules.percent" : "settings.vatRules.monthly");
  const submit = () =>
    saving.mutate(fields, {
      onSuccess: () => {
        const rule = t(`settings.vatRules.rules.${fields.rule}`);
        tell({ text: t("settings.vatRules.saved", { rule, day: fields.valid_from ?? "" }) });
        onSaved();
      },
    });
  return (
    <Form layout="vertical" className="side-form" onFinish={submit}>
      {saving.error && <Problem error={saving.error} />}
      <ChoiceField<VatRuleName>
        id="vat-rule"
        label={t("settings.vatRules.rule")}
        value={fields.rule}
        options={RULES.map((value) => ({ value, label: t(`settings.vatRules.rules.${value}`) }))}
        onChange={(rule) => rule && write({ rule })}
      />
      <Labelled id="vat-rule-value" label={valueLabel} required>
        <FigureInput
          id="vat-rule-value"
          label={valueLabel}
          value={fields.value}
          onChange={(value) => write({ value })}
        />
      </Labelled>
      <Labelled id="vat-rule-from" label={t("settings.vatRules.validFrom")} required>
        <DateInput
          label={t("settings.vatRules.validFrom")}
          value={fields.valid_from ?? ""}
          onChange={(day) => write({ valid_from: day || null })}
        />
      </Labelled>
      <Labelled id="vat-rule-to" label={t("settings.vatRules.validTo")}>
        <DateInput
          label={t("settings.vatRules.validTo")}
          value={fields.valid_to ?? ""}
          onChange={(day) => write({ valid_to: day || null })}
        />
      </Labelled>
      <TextField
        id="vat-rule-source"
        label={t("settings.vatRules.source")}
        value={fields.source ?? ""}
        onChange={(source) => write({ source })}
        rows={2}
      />
      <Button type="primary" htmlType="submit" loading={saving.isPending} disabled={fields.value === ""}>
        {t("settings.save")}
      </Button>
    </Form>
  );
}
