import { Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import type { DueBill } from "../../bindings";
import { DateText } from "../../components/DateText";
import { MoneyInput } from "../../components/MoneyInput";
import { MoneyText } from "../../components/MoneyText";
import { StatusPill } from "../../components/StatusPill";
import { daysBetween } from "../../lib/dates";
import { isZero } from "../../lib/money";
import { type Chosen, whole } from "./choice";

type Props = {
  bills: DueBill[];
  chosen: Chosen;
  /** The row the keyboard stands on. */
  at: number;
  day: string;
  onChoose: (bill: DueBill) => void;
  onShare: (bill: DueBill, share: Chosen[number]) => void;
  onOpen: (bill: DueBill) => void;
};

/** The bills that are due, by currency and supplier; a chosen one shows what is paid of it. */
export function BillTable({ bills, chosen, at, day, onChoose, onShare, onOpen }: Props) {
  const { t } = useTranslation();
  return (
    <table className="record-lines shares payment-run">
      <thead>
        <tr>
          <th aria-label={t("paymentRun.choose")} />
          <th>{t("paymentRun.supplier")}</th>
          <th>{t("documents.number")}</th>
          <th>{t("paymentRun.supplierNumber")}</th>
          <th>{t("documents.due")}</th>
          <th className="end">{t("documents.remaining")}</th>
          <th className="end">{t("paymentRun.discount")}</th>
          <th className="end">{t("paymentRun.pay")}</th>
        </tr>
      </thead>
      <tbody>
        {bills.map((bill, place) => {
          const share = chosen[bill.item_id];
          const before = bills[place - 1];
          const first =
            before?.party_id !== bill.party_id || before.remaining.currency !== bill.remaining.currency;
          const late = daysBetween(bill.due_on, day);
          const name = `${bill.party_name} ${bill.number ?? ""}`;
          return (
            <tr
              key={bill.item_id}
              className={[share ? "chosen" : "", place === at ? "at" : ""].join(" ")}
              aria-selected={place === at}
              ref={place === at ? (row) => row?.scrollIntoView?.({ block: "nearest" }) : undefined}
            >
              <td>
                <Checkbox
                  checked={Boolean(share)}
                  aria-label={`${t("paymentRun.choose")} ${name}`}
                  onChange={() => onChoose(bill)}
                />
              </td>
              <td>
                {first && bill.party_name}
                {first && !isZero(bill.credit.amount) && (
                  <span className="amber"> {t("paymentRun.credit", { amount: bill.credit.amount })}</span>
                )}
              </td>
              <td className="num">
                <button type="button" className="plain link" tabIndex={-1} onClick={() => onOpen(bill)}>
                  {bill.number ?? `#${bill.item_id}`}
                </button>
              </td>
              <td className="num second">{bill.supplier_number}</td>
              <td>
                <DateText value={bill.due_on} />{" "}
                {late > 0 && <StatusPill status={{ kind: "overdue", days: late }} />}
              </td>
              <td className="end">
                <MoneyText value={bill.remaining} withCurrency />
              </td>
              <td className="end share">
                {share && (
                  <MoneyInput
                    label={`${t("paymentRun.discount")} ${name}`}
                    value={share.discount}
                    currency={bill.remaining.currency}
                    onChange={(discount) => onShare(bill, { ...share, discount })}
                  />
                )}
              </td>
              <td className="end share">
                {share && (
                  <MoneyInput
                    label={`${t("paymentRun.pay")} ${name}`}
                    value={share.amount}
                    currency={bill.remaining.currency}
                    onChange={(amount) => onShare(bill, amount === "" ? whole(bill) : { ...share, amount })}
                  />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
