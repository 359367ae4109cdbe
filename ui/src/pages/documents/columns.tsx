import { useTranslation } from "react-i18next";
import type { DocumentRow, DraftRow } from "../../bindings";
import type { Column } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { DocumentStatus } from "../../components/DocumentStatus";
import { MoneyText } from "../../components/MoneyText";
import { timeOf } from "../../lib/dates";
import { useIsForeign } from "../../lib/session";
import { dueWord, isCash, isOrders, type Shelf, shelves } from "./kinds";

/** What a list does without while a document stands open beside it. */
const ROOMY = ["kind", "due", "reference"];
/** What money has no use for. */
const OF_TRADE = ["kind", "due"];
/** What a quote has no use for, and what says nothing in a list of one kind. */
const OF_INVOICES: Partial<Record<Shelf, string[]>> = {
  quotes: ["kind", "remaining"],
  orders: ["kind"],
  deliveries: ["kind", "due"],
};

/** The columns of a list of documents; fewer where the list is narrow. */
export function useColumns(shelf: Shelf, narrow: boolean): Column<DocumentRow>[] {
  const { t } = useTranslation();
  const cash = isCash(shelf);
  const isForeign = useIsForeign();
  const columns: Column<DocumentRow>[] = [
    {
      key: "number",
      title: t("documents.number"),
      width: "130px",
      render: (row) => <span className="num">{row.number}</span>,
    },
    {
      key: "party",
      title: t(`${shelves[shelf].words}.party`),
      width: "minmax(140px, 2fr)",
      render: (row) => row.party_name,
    },
    {
      key: "kind",
      title: t("documents.kind"),
      width: "96px",
      render: (row) => <span className="second">{t(`kinds.${row.kind}`)}</span>,
    },
    {
      key: "date",
      title: t("documents.date"),
      width: "104px",
      sortable: true,
      render: (row) => <DateText value={row.date} />,
    },
    {
      key: "due",
      title: t(dueWord(shelves[shelf].kinds[0])),
      width: "104px",
      render: (row) => <DateText value={row.due_on} />,
    },
    {
      key: "reference",
      title: t(cash ? "cash.reference" : "documents.reference"),
      width: "minmax(70px, 1fr)",
      render: (row) => <span className="second">{row.reference}</span>,
    },
    {
      key: "total",
      title: t(cash ? "cash.amount" : "documents.total"),
      width: "118px",
      align: "end",
      render: (row) => <MoneyText value={row.total} withCurrency={isForeign(row.total)} />,
    },
    {
      key: "remaining",
      title: cash
        ? t(`cash.${shelf}.advance`)
        : t(isOrders(shelf) ? "orders.uninvoiced" : "documents.remaining"),
      width: "112px",
      align: "end",
      render: (row) => (
        <MoneyText value={row.remaining} zeroAs="dash" tone={row.state === "overdue" ? "red" : undefined} />
      ),
    },
    {
      key: "state",
      title: t("documents.state"),
      width: "122px",
      align: "end",
      render: (row) => <DocumentStatus row={row} />,
    },
  ];
  const left = [...(narrow ? ROOMY : []), ...(cash ? OF_TRADE : []), ...(OF_INVOICES[shelf] ?? [])];
  return columns.filter((column) => !left.includes(column.key));
}

/** The columns of the list of drafts. */
export function useDraftColumns(shelf: Shelf): Column<DraftRow>[] {
  const { t } = useTranslation();
  return [
    {
      key: "party",
      title: t(`${shelves[shelf].words}.party`),
      width: "minmax(160px, 2fr)",
      render: (row) => row.party_name ?? <span className="third">{t("documents.nobody")}</span>,
    },
    { key: "kind", title: t("documents.kind"), width: "110px", render: (row) => t(`kinds.${row.kind}`) },
    {
      key: "date",
      title: t("documents.date"),
      width: "100px",
      render: (row) => <DateText value={row.date} />,
    },
    {
      key: "total",
      title: t("documents.total"),
      width: "130px",
      align: "end",
      render: (row) =>
        row.total ? (
          <MoneyText value={row.total} />
        ) : (
          <span className="third">{t("documents.incomplete")}</span>
        ),
    },
    {
      key: "saved",
      title: t("documents.saved"),
      width: "170px",
      align: "end",
      render: (row) => <time className="second num">{timeOf(row.updated_at)}</time>,
    },
  ];
}
