import { Button, Select, Spin } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Billing, BillingInput, PlannedInvoice } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { EmptyState } from "../../components/EmptyState";
import { ExportMenu } from "../../components/ExportMenu";
import { Key } from "../../components/Key";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { ProgressCard } from "../../components/ProgressCard";
import { useAsOf } from "../../lib/asOf";
import { homeOf } from "../../lib/homes";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { usePageState } from "../../lib/pageState";
import { useMay } from "../../lib/session";
import { Outcome } from "./Outcome";
import { PlanTable } from "./PlanTable";
import { useBilling, usePlannedInvoices } from "./queries";
import "./billing.css";

const WAYS: Billing[] = ["per_order", "monthly"];
/** An invoice of the plan is known by the first document it is made from. */
const keyOf = (planned: PlannedInvoice) => planned.sources[0]?.id ?? 0;

/** Makes invoices of everything that was delivered and not invoiced, after a look at each. */
export function BillingPage() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const { day } = useAsOf();
  const [state, change] = usePageState({ upTo: "", way: "" });
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [at, setAt] = useState(0);
  const upTo = state.upTo || day;
  const input: BillingInput = { up_to: upTo, billing: (state.way || null) as Billing | null };
  const plan = usePlannedInvoices(input);
  const billing = useBilling();
  const sells = useMay()("sell");
  const rows = plan.data ?? [];
  const chosen = rows.filter((row) => !row.problem && !left.has(keyOf(row)));
  const any = chosen.length > 0;
  const toggle = (row: PlannedInvoice | undefined) => {
    if (!row || row.problem) return;
    setLeft((now) => {
      const next = new Set(now);
      if (!next.delete(keyOf(row))) next.add(keyOf(row));
      return next;
    });
  };
  const step = (by: number) => setAt((now) => Math.max(0, Math.min(rows.length - 1, now + by)));
  const open = (row: PlannedInvoice | undefined) => {
    const source = row?.sources[0];
    if (source) goTo(homeOf(source.kind, source.id));
  };
  const make = async () => {
    if (!any || !sells || billing.running) return;
    const run = await billing.make(input, chosen.map(keyOf));
    if (run)
      tell({ text: t("orders.billing.made", { count: run.made.length }), open: () => goTo("/invoices") });
  };
  useShortcuts({
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    " ": () => toggle(rows[at]),
    a: () => setLeft(any ? new Set(rows.map(keyOf)) : new Set()),
    Enter: () => open(rows[at]),
    "mod+Enter": () => void make(),
    Escape: () => goTo(-1),
  });
  return (
    <div className="page-main">
      <PageHead
        title={t("orders.billing.title")}
        actions={
          sells && (
            <Button type="primary" disabled={!any} loading={billing.running} onClick={() => void make()}>
              {t("orders.billing.run")} <Key name="Ctrl Enter" />
            </Button>
          )
        }
      />
      <div className="billing-choice">
        <span className="second">{t("orders.billing.upTo")}</span>
        <div className="day">
          <DateInput
            label={t("orders.billing.upTo")}
            value={upTo}
            onChange={(to) => change({ upTo: to ?? "" })}
          />
        </div>
        <Select
          size="small"
          style={{ width: 150 }}
          aria-label={t("orders.billing.way")}
          value={state.way}
          onChange={(way: string) => change({ way })}
          options={[
            { value: "", label: t("orders.billing.anyWay") },
            ...WAYS.map((way) => ({ value: way, label: t(`orders.billing.ways.${way}`) })),
          ]}
        />
        {rows.length > 0 && (
          <>
            <span className="second">{t("orders.billing.chosen", { count: chosen.length })}</span>
            <span className="grow" />
            <ExportMenu list={{ of: "billing_plan", filter: input }} columns={[]} />
          </>
        )}
      </div>
      {plan.error || billing.error ? <Problem error={plan.error ?? billing.error} /> : null}
      {billing.running && (
        <ProgressCard title={t("orders.billing.running")} step={billing.step} onCancel={billing.cancel} />
      )}
      {billing.outcome && <Outcome run={billing.outcome} />}
      {plan.isPending && <Spin />}
      {plan.isSuccess && rows.length === 0 && !billing.outcome && (
        <EmptyState
          title={t("orders.billing.emptyTitle")}
          body={t("orders.billing.emptyBody")}
          actions={
            sells && (
              <>
                <Button type="primary" onClick={() => goTo("/deliveries/new")}>
                  {t("orders.deliveries.new")}
                </Button>
                <Button onClick={() => goTo("/import")}>{t("customers.import")}</Button>
              </>
            )
          }
        />
      )}
      {rows.length > 0 && (
        <div className="panel billing-plan">
          <PlanTable
            rows={rows}
            isChosen={(row) => !row.problem && !left.has(keyOf(row))}
            at={at}
            onToggle={toggle}
          />
        </div>
      )}
    </div>
  );
}
