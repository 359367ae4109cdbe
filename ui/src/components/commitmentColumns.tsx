import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CommittedItem, Dispute, DocumentKind, PaymentPromise } from "../bindings";
import { homeOf, homeOfParty } from "../lib/homes";
import { useIsForeign } from "../lib/session";
import type { Column } from "./DataTable";
import { DateText } from "./DateText";
import { MoneyText } from "./MoneyText";
import { DisputeState, PromiseStatus } from "./PromiseStatus";

/** The items of a promise or a dispute, each a way to its document. */
export function Items({ items, none }: { items: CommittedItem[]; none: string }) {
  if (items.length === 0) return <span className="second">{none}</span>;
  return (
    <span className="row num">
      {items.map((item) =>
        item.document_id ? (
          <Link
            key={item.item_id}
            to={homeOf((item.document_kind ?? "invoice") as DocumentKind, item.document_id)}
          >
            {item.number}
          </Link>
        ) : (
          <span key={item.item_id}>{item.number}</span>
        ),
      )}
    </span>
  );
}

const partyColumn = <Row extends { party_id: number; party_name: string }>(title: string): Column<Row> => ({
  key: "party",
  title,
  width: "minmax(130px, 1.4fr)",
  render: (row) => (
    <Link to={`${homeOfParty("customer", row.party_id)}?tab=commitments`}>{row.party_name}</Link>
  ),
});

export function usePromiseColumns(): Column<PaymentPromise>[] {
  const { t } = useTranslation();
  const isForeign = useIsForeign();
  return [
    {
      key: "made",
      title: t("collection.promise.made"),
      width: "96px",
      render: (row) => <DateText value={row.made_on} />,
    },
    partyColumn(t("collection.customer")),
    {
      key: "due",
      title: t("collection.promise.due"),
      width: "96px",
      render: (row) => <DateText value={row.due_on} />,
    },
    {
      key: "total",
      title: t("collection.amount"),
      width: "100px",
      align: "end",
      render: (row) => <MoneyText value={row.amount} withCurrency={isForeign(row.amount)} />,
    },
    {
      key: "paid",
      title: t("collection.promise.paid"),
      width: "84px",
      align: "end",
      render: (row) => <MoneyText value={row.paid} zeroAs="dash" />,
    },
    {
      key: "items",
      title: t("collection.promise.items"),
      width: "minmax(92px, 1fr)",
      render: (row) => <Items items={row.items} none={t("collection.promise.account")} />,
    },
    { key: "contact", title: t("collection.promise.contact"), width: "88px", render: (row) => row.contact },
    {
      key: "status",
      title: t("collection.promise.status"),
      width: "94px",
      render: (row) => (
        <span title={row.withdrawn_reason ?? (row.note || undefined)}>
          <PromiseStatus status={row.status} />
        </span>
      ),
    },
  ];
}

/** Deadlines are late as of a day. */
export function useDisputeColumns(day: string): Column<Dispute>[] {
  const { t } = useTranslation();
  const isForeign = useIsForeign();
  return [
    {
      key: "opened",
      title: t("collection.dispute.opened"),
      width: "96px",
      render: (row) => <DateText value={row.opened_on} />,
    },
    partyColumn(t("collection.customer")),
    {
      key: "items",
      title: t("collection.dispute.items"),
      width: "minmax(92px, 1fr)",
      render: (row) => <Items items={row.items} none="" />,
    },
    {
      key: "reason",
      title: t("collection.dispute.reason"),
      width: "84px",
      render: (row) => <span title={row.note}>{t(`collection.dispute.reasons.${row.reason}`)}</span>,
    },
    {
      key: "total",
      title: t("collection.amount"),
      width: "92px",
      align: "end",
      render: (row) => <MoneyText value={row.amount} withCurrency={isForeign(row.amount)} />,
    },
    { key: "owner", title: t("collection.dispute.owner"), width: "64px", render: (row) => row.owner },
    {
      key: "deadline",
      title: t("collection.dispute.deadline"),
      width: "96px",
      render: (row) => <DateText value={row.deadline_on} />,
    },
    {
      key: "outcome",
      title: t("collection.dispute.state"),
      width: "minmax(84px, 0.8fr)",
      render: (row) => (
        <span className="row">
          <DisputeState dispute={row} today={day} />
          {row.credit_note_id && (
            <Link className="num" to={homeOf("credit_note", row.credit_note_id)}>
              {row.credit_note_number}
            </Link>
          )}
        </span>
      ),
    },
  ];
}
