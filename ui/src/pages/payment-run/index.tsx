import { Button, Input, Select, Spin } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { DueBill, PaymentRun } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { EmptyState } from "../../components/EmptyState";
import { Key } from "../../components/Key";
import { MoneyText } from "../../components/MoneyText";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { useAfter } from "../../lib/after";
import { useAsOf } from "../../lib/asOf";
import { nameIn } from "../../lib/bilingual";
import { shell } from "../../lib/door";
import { homeOf } from "../../lib/homes";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useMay } from "../../lib/session";
import { BillTable } from "./BillTable";
import { type Chosen, sharesOf, toggled, toggledAll } from "./choice";
import { useAccounts, useDueBills, usePay, usePaymentList, usePlan } from "./queries";
import "./payment-run.css";

const REST_MS = 200;

/** Chooses the bills that are due, prints the list for signing and pays them together. */
export function PaymentRunPage() {
  const { t, i18n } = useTranslation();
  const goTo = useNavigate();
  const { day } = useAsOf();
  const [dueTo, setDueTo] = useState(day);
  const [date, setDate] = useState(day);
  const [account, setAccount] = useState<string | null>(null);
  const [currency, setCurrency] = useState<string | null>(null);
  const [reference, setReference] = useState("");
  const [chosen, setChosen] = useState<Chosen>({});
  const [at, setAt] = useState(0);
  const due = useDueBills({ due_to: dueTo, currency, date });
  const { data: accounts = [] } = useAccounts();
  const bills = due.data ?? [];
  const run: PaymentRun = { date, account, reference, bills: sharesOf(chosen, bills) };
  const plan = usePlan(useAfter(run, REST_MS, JSON.stringify));
  const listing = usePaymentList();
  const paying = usePay();
  const keeps = useMay()("keep");
  const any = run.bills.length > 0;
  const choose = (bill: DueBill | undefined) => bill && setChosen((now) => toggled(now, bill));
  const step = (by: number) => setAt((now) => Math.max(0, Math.min(bills.length - 1, now + by)));
  const open = (bill: DueBill | undefined) => bill?.document_id && goTo(homeOf("bill", bill.document_id));
  const print = () => any && listing.mutate(run, { onSuccess: ({ file }) => void shell.print(file.handle) });
  const pay = () => {
    if (!any || !keeps || plan.error || paying.isPending) return;
    paying.mutate(run, {
      onSuccess: ({ payments, totals }) => {
        const amount = totals.map((total) => `${total.amount} ${total.currency}`).join(", ");
        const [first, last] = [payments[0]?.number ?? "", payments.at(-1)?.number ?? ""];
        const numbers = first === last ? first : `${first} – ${last}`;
        const text = t("paymentRun.paid", { count: payments.length, numbers, amount });
        tell({ text, open: () => goTo("/payments") });
        setChosen({});
      },
    });
  };
  useShortcuts({
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    " ": () => choose(bills[at]),
    a: () => setChosen((now) => toggledAll(now, bills)),
    Enter: () => open(bills[at]),
    p: print,
    "mod+Enter": pay,
    Escape: () => goTo(-1),
  });
  const currencies = [...new Set(bills.map((bill) => bill.remaining.currency))];
  const places = accounts.filter(
    ({ type, side, postable, active, control }) =>
      type === "asset" && side === "debit" && postable && active && !control,
  );
  const problem = (any && plan.error) || paying.error || listing.error || due.error;
  return (
    <div className="page-main">
      <PageHead
        title={t("nav.paymentRun")}
        actions={
          <>
            <Button disabled={!any} loading={listing.isPending} onClick={print}>
              {t("paymentRun.list")} <Key name="P" />
            </Button>
            {keeps && (
              <Button type="primary" disabled={!any} loading={paying.isPending} onClick={pay}>
                {t("paymentRun.post")} <Key name="Ctrl Enter" />
              </Button>
            )}
          </>
        }
      />
      <div className="parameters">
        <span className="parameter">
          {t("paymentRun.dueTo")}
          <DateInput label={t("paymentRun.dueTo")} value={dueTo} onChange={(to) => to && setDueTo(to)} />
        </span>
        <span className="parameter">
          {t("paymentRun.on")}
          <DateInput label={t("paymentRun.on")} value={date} onChange={(on) => on && setDate(on)} />
        </span>
        <Select
          size="small"
          style={{ width: 200 }}
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t("cash.account")}
          placeholder={t("cash.accountDefault")}
          value={account ?? undefined}
          onChange={(code?: string) => setAccount(code ?? null)}
          options={places.map((place) => ({
            value: place.code,
            label: `${place.code} ${nameIn(i18n.language, place)}`,
          }))}
        />
        {(currencies.length > 1 || currency) && (
          <Select
            size="small"
            style={{ width: 90 }}
            allowClear
            aria-label={t("documents.currency")}
            placeholder={t("documents.currency")}
            value={currency ?? undefined}
            onChange={(code?: string) => setCurrency(code ?? null)}
            options={currencies.map((code) => ({ value: code, label: code }))}
          />
        )}
        <Input
          size="small"
          style={{ width: 170 }}
          aria-label={t("cash.reference")}
          placeholder={t("cash.reference")}
          value={reference}
          onChange={(event) => setReference(event.target.value)}
        />
      </div>
      {problem ? <Problem error={problem} /> : null}
      {due.isPending && <Spin />}
      {due.isSuccess && bills.length === 0 && (
        <EmptyState title={t("paymentRun.nothing")} body={t("paymentRun.nothingBody")} />
      )}
      {bills.length > 0 && (
        <div className="panel payment-run-bills">
          <BillTable
            bills={bills}
            chosen={chosen}
            at={at}
            day={day}
            onChoose={choose}
            onShare={(bill, share) => setChosen((now) => ({ ...now, [bill.item_id]: share }))}
            onOpen={open}
          />
        </div>
      )}
      <div className="row payment-run-foot">
        <span className="second grow">{t("paymentRun.keys")}</span>
        {any && plan.data && (
          <>
            <span>{t("paymentRun.payments", { count: plan.data.payments.length })}</span>
            {plan.data.totals.map((total) => (
              <b key={total.currency}>
                <MoneyText value={total} withCurrency />
              </b>
            ))}
          </>
        )}
      </div>
    </div>
  );
}
