import { Button } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { OpenLineRow, OpenLinesInput, OpenView } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { type Chip, FilterChips } from "../../components/FilterChips";
import { Finder } from "../../components/Finder";
import { MoneyText } from "../../components/MoneyText";
import { PageHead } from "../../components/PageHead";
import { PartyPicker } from "../../components/Picker";
import { useAsOf } from "../../lib/asOf";
import { homeOf } from "../../lib/homes";
import { useShortcuts } from "../../lib/keyboard";
import { formatAmount } from "../../lib/money";
import { usePageState } from "../../lib/pageState";
import { finderOf, useParty } from "../../lib/parties";
import { useIsForeign } from "../../lib/session";
import { useOpenLines } from "./queries";

const START = { view: "to_deliver", text: "", party: "", row: "" };
const VIEWS: OpenView[] = ["to_deliver", "to_invoice"];
const HOMES = { to_deliver: "/orders", to_invoice: "/deliveries" } as const;

/** A line of a document, known by both. */
const keyOf = (row: OpenLineRow) => row.document_id * 10_000 + row.line;

/** Line by line what is left to deliver, or was delivered and stands on no invoice; what is due first stands first. */
export function OpenLinesPage() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [state, change] = usePageState(START);
  const view: OpenView = state.view === "to_invoice" ? "to_invoice" : "to_deliver";
  const filter: OpenLinesInput = {
    view,
    party_id: state.party === "" ? null : Number(state.party),
    text: state.text || null,
  };
  const list = useOpenLines(filter);
  const party = useParty(filter.party_id ?? undefined).data;
  const find = useMemo(() => finderOf("customer"), []);
  const columns = useColumns(view);
  useShortcuts({ Escape: () => goTo(-1) });
  const chips: Chip[] = party
    ? [
        {
          key: "party",
          field: t("orders.orders.party"),
          value: party.fields.name,
          onRemove: () => change({ party: "" }),
        },
      ]
    : [];
  const filtered = state.text !== "" || state.party !== "";
  return (
    <div className="page-main">
      <PageHead
        title={t("orders.openLines.title")}
        views={VIEWS.map((key) => ({
          key,
          title: t(`orders.openLines.views.${key}`),
          count: key === view ? list.data?.count : undefined,
        }))}
        view={view}
        onView={(key) => change({ view: key, row: "" }, "push")}
        actions={
          view === "to_invoice" && (
            <Button onClick={() => goTo("/billing")}>{t("orders.billing.title")}</Button>
          )
        }
      />
      <FilterChips chips={chips}>
        <Finder
          label={t("orders.openLines.search")}
          value={state.text}
          onChange={(text) => change({ text, row: "" })}
        />
        {!party && (
          <div className="finder">
            <PartyPicker
              value={null}
              hint={t("orders.orders.party")}
              onChange={(choice) => change({ party: choice ? String(choice.id) : "" })}
              find={find}
            />
          </div>
        )}
      </FilterChips>
      <DataTable
        name={`open-lines.${view}`}
        label={t(`orders.openLines.views.${view}`)}
        columns={columns}
        rows={list.data?.rows ?? []}
        idOf={keyOf}
        selected={state.row === "" ? null : Number(state.row)}
        onSelect={(row) => change({ row: String(row) })}
        onOpen={(row) => goTo(homeOf(row.kind, row.document_id))}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        exports={{ of: "open_lines", filter }}
        totals={
          list.data && {
            party: t("orders.openLines.total", { count: list.data.count }),
            total: <MoneyText value={list.data.total} />,
          }
        }
        empty={
          filtered ? (
            <EmptyState
              title={t("documents.noneTitle")}
              body={t("documents.noneBody")}
              actions={
                <Button onClick={() => change({ text: "", party: "" })}>{t("documents.clear")}</Button>
              }
            />
          ) : (
            <EmptyState
              title={t(`orders.openLines.empty.${view}`)}
              body={t("orders.openLines.emptyBody")}
              actions={<Button onClick={() => goTo(HOMES[view])}>{t(`orders.openLines.to.${view}`)}</Button>}
            />
          )
        }
      />
    </div>
  );
}

function useColumns(view: OpenView): Column<OpenLineRow>[] {
  const { t } = useTranslation();
  const { day } = useAsOf();
  const isForeign = useIsForeign();
  const quantity = (
    key: "quantity" | "done" | "left",
    title: string,
    of: (row: OpenLineRow) => string,
  ): Column<OpenLineRow> => ({
    key,
    title,
    width: "84px",
    align: "end",
    render: (row) => <span className={key === "left" ? "num" : "num second"}>{formatAmount(of(row))}</span>,
  });
  const delivers = view === "to_deliver";
  const due: Column<OpenLineRow> = {
    key: "due",
    title: t("orders.due.sales_order"),
    width: "96px",
    render: (row) => (
      <span className={row.due_on && row.due_on < day ? "red" : ""}>
        <DateText value={row.due_on} />
      </span>
    ),
  };
  return [
    {
      key: "party",
      title: t("orders.orders.party"),
      width: "minmax(130px, 1.2fr)",
      render: (row) => row.party_name,
    },
    {
      key: "number",
      title: t("customers.number"),
      width: "118px",
      render: (row) => <span className="num">{row.number}</span>,
    },
    {
      key: "date",
      title: t("customers.date"),
      width: "96px",
      render: (row) => <DateText value={row.date} />,
    },
    ...(delivers ? [due] : []),
    {
      key: "item",
      title: t("orders.openLines.item"),
      width: "minmax(130px, 1.4fr)",
      render: (row) => (
        <>
          {row.description} <span className="second">{row.specification}</span>
        </>
      ),
    },
    {
      key: "unit",
      title: t("orders.openLines.unit"),
      width: "54px",
      render: (row) => <span className="second">{row.unit}</span>,
    },
    quantity(
      "quantity",
      t(delivers ? "orders.openLines.ordered" : "orders.progress.delivered"),
      (row) => row.quantity,
    ),
    quantity(
      "done",
      t(delivers ? "orders.progress.delivered" : "orders.progress.invoiced"),
      (row) => row.done,
    ),
    quantity(
      "left",
      t(delivers ? "orders.progress.toDeliver" : "orders.progress.toInvoice"),
      (row) => row.open,
    ),
    {
      key: "total",
      title: t("orders.openLines.amount"),
      width: "116px",
      align: "end",
      render: (row) => <MoneyText value={row.amount} withCurrency={isForeign(row.amount)} />,
    },
  ];
}
