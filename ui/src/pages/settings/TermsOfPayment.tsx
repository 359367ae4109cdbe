import { PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Form, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Terms, TermsBase, TermsDiscount } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { PeekPanel } from "../../components/PeekPanel";
import { Problem } from "../../components/Problem";
import { StatusPill } from "../../components/StatusPill";
import { nameIn } from "../../lib/bilingual";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useMay } from "../../lib/session";
import { PlanFields } from "./PlanFields";
import { useSaveTerms, useTerms } from "./queries";

const BASES: TermsBase[] = ["document_date", "month_end"];
const EMPTY: Terms = {
  code: "",
  name_zh: "",
  name_en: "",
  base: "document_date",
  months: 0,
  days: 30,
  discounts: [],
  plan: [],
  active: true,
};

/** When documents fall due. Due dates of issued documents stay as they are. */
export function TermsOfPayment() {
  const { t, i18n } = useTranslation();
  const list = useTerms();
  const rows = list.data ?? [];
  const [code, setCode] = useState<string | null>(null);
  const edited = code === "" ? EMPTY : rows.find((terms) => terms.code === code);
  const leave = () => setCode(null);
  const administers = useMay()("administer");
  useShortcuts({
    ...(administers ? { n: () => setCode("") } : {}),
    ...(code === null ? {} : { Escape: leave }),
  });
  const columns: Column<Terms>[] = [
    { key: "code", title: t("settings.code"), width: "110px", render: (terms) => terms.code },
    {
      key: "name",
      title: t("settings.name"),
      width: "minmax(160px, 2fr)",
      render: (terms) => nameIn(i18n.language, terms),
    },
    {
      key: "rule",
      title: t("settings.terms.rule"),
      width: "minmax(180px, 2fr)",
      render: ({ base, months, days, discounts, plan }) =>
        [
          t(`settings.terms.bases.${base}`),
          plan.length > 0 && t("settings.terms.rulePlan", { count: plan.length }),
          plan.length === 0 && months > 0 && t("settings.terms.ruleMonths", { count: months }),
          plan.length === 0 && days > 0 && t("settings.terms.ruleDays", { count: days }),
          ...discounts.map((each) => t("settings.terms.ruleDiscount", each)),
        ]
          .filter(Boolean)
          .join(" "),
    },
    {
      key: "cost",
      title: t("settings.terms.yearly"),
      width: "120px",
      align: "end",
      render: ({ discounts }) => <span className="num">{yearlyOf(discounts[0])}</span>,
    },
    {
      key: "state",
      title: "",
      width: "90px",
      render: (terms) => (terms.active ? null : <StatusPill status={{ kind: "archived" }} />),
    },
  ];
  return (
    <>
      <div className="page-main">
        <div className="row second">
          <span>{t("settings.terms.body")}</span>
          {administers && (
            <Button size="small" icon={<PlusOutlined />} onClick={() => setCode("")}>
              {t("settings.add")}
            </Button>
          )}
        </div>
        <DataTable
          name="terms"
          label={t("settings.tabs.terms")}
          columns={columns}
          rows={rows}
          idOf={(terms) => rows.indexOf(terms)}
          selected={edited ? rows.indexOf(edited) : null}
          onSelect={(at) => setCode(rows[at]?.code ?? null)}
          loading={list.isLoading}
          error={list.error}
          empty={<EmptyState title={t("settings.tabs.terms")} body={t("settings.terms.body")} />}
        />
      </div>
      {edited && (
        <PeekPanel
          title={edited.code === "" ? t("settings.terms.new") : nameIn(i18n.language, edited)}
          onClose={leave}
        >
          <TermsForm key={edited.code} terms={edited} onSaved={leave} />
        </PeekPanel>
      )}
    </>
  );
}

const yearlyOf = (discount: TermsDiscount | undefined) =>
  discount?.yearly_percent ? `${discount.yearly_percent}%` : "";

type DiscountProps = { discounts: TermsDiscount[]; onChange: (discounts: TermsDiscount[]) => void };

/** What is off for paying within so many days; a second step may follow the first. */
function DiscountFields({ discounts, onChange }: DiscountProps) {
  const { t } = useTranslation();
  const change = (at: number, fields: Partial<TermsDiscount>) =>
    onChange(discounts.map((each, place) => (place === at ? { ...each, ...fields } : each)));
  return (
    <>
      {discounts.map((discount, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
        <div className="two" key={at}>
          <Labelled id={`terms-percent-${at}`} label={t("settings.terms.discountPercent")}>
            <InputNumber
              id={`terms-percent-${at}`}
              stringMode
              min="0"
              max="99.99"
              value={discount.percent}
              onChange={(percent) => change(at, { percent: percent ?? "0" })}
            />
          </Labelled>
          <Labelled id={`terms-within-${at}`} label={t("settings.terms.discountDays")}>
            <InputNumber
              id={`terms-within-${at}`}
              min={0}
              max={1000}
              precision={0}
              value={discount.days}
              onChange={(days) => change(at, { days: days ?? 0 })}
            />
          </Labelled>
        </div>
      ))}
      <div className="row">
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => onChange([...discounts, { percent: "2", days: 10 + 10 * discounts.length }])}
        >
          {t("settings.terms.addDiscount")}
        </Button>
        {discounts.length > 0 && (
          <Button size="small" onClick={() => onChange(discounts.slice(0, -1))}>
            {t("settings.terms.dropDiscount")}
          </Button>
        )}
      </div>
    </>
  );
}

function TermsForm({ terms, onSaved }: { terms: Terms; onSaved: () => void }) {
  const { t } = useTranslation();
  const [fields, setFields] = useState(terms);
  const write = (change: Partial<Terms>) => setFields((now) => ({ ...now, ...change }));
  const saving = useSaveTerms();
  const administers = useMay()("administer");
  const submit = () =>
    saving.mutate(fields, {
      onSuccess: ({ code }) => {
        tell({ text: t("settings.terms.saved", { code }) });
        onSaved();
      },
    });
  return (
    <Form layout="vertical" className="side-form" disabled={!administers} onFinish={submit}>
      {saving.error && <Problem error={saving.error} />}
      <TextField
        id="terms-code"
        label={t("settings.code")}
        disabled={terms.code !== ""}
        value={fields.code}
        onChange={(code) => write({ code })}
      />
      <TextField
        id="terms-zh"
        label={t("settings.nameZh")}
        value={fields.name_zh}
        onChange={(name_zh) => write({ name_zh })}
      />
      <TextField
        id="terms-en"
        label={t("settings.nameEn")}
        value={fields.name_en}
        onChange={(name_en) => write({ name_en })}
      />
      <ChoiceField
        id="terms-base"
        label={t("settings.terms.base")}
        value={fields.base}
        options={BASES.map((value) => ({ value, label: t(`settings.terms.bases.${value}`) }))}
        onChange={(base) => base && write({ base })}
      />
      {fields.plan.length === 0 && (
        <div className="two">
          <Labelled id="terms-months" label={t("settings.terms.months")}>
            <InputNumber
              id="terms-months"
              min={0}
              max={60}
              precision={0}
              value={fields.months}
              onChange={(months) => write({ months: months ?? 0 })}
            />
          </Labelled>
          <Labelled id="terms-days" label={t("settings.terms.days")}>
            <InputNumber
              id="terms-days"
              min={0}
              max={1000}
              precision={0}
              value={fields.days}
              onChange={(days) => write({ days: days ?? 0 })}
            />
          </Labelled>
        </div>
      )}
      {fields.plan.length === 0 && (
        <DiscountFields discounts={fields.discounts} onChange={(discounts) => write({ discounts })} />
      )}
      {fields.discounts.length === 0 && (
        <PlanFields plan={fields.plan} onChange={(plan) => write({ plan })} />
      )}
      <Checkbox checked={fields.active} onChange={(event) => write({ active: event.target.checked })}>
        {t("settings.terms.active")}
      </Checkbox>
      <div className="row" style={{ marginTop: 8 }}>
        <Button type="primary" htmlType="submit" loading={saving.isPending}>
          {t("settings.save")}
        </Button>
      </div>
    </Form>
  );
}
