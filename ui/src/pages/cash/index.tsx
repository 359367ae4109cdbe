import { PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { DocumentRow, DocumentState } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateInput } from "../../components/DateInput";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { FilterChips } from "../../components/FilterChips";
import { MoneyText } from "../../components/MoneyText";
import { PageHead } from "../../components/PageHead";
import { StatusPill } from "../../components/StatusPill";
import { useShortcuts } from "../../lib/keyboard";
import { usePageState } from "../../lib/pageState";
import { type CashKind, pathOf } from "./kinds";
import { type CashFilter, useCashList, useCashTotals } from "./queries";

const START = { view: "all", text: "", from: "", to: "", ascending: "", row: "" };
const VIEWS = ["all", "open", "settled", "void"] as const;

/** The money received (or paid), and what of it settles nothing yet. */
export function CashPage({ kind }: { kind: CashKind }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [state, change] = usePageState(START);
  const filter: CashFilter = {
    kinds: [kind],
    state: state.view === "all" ? undefined : (state.view as DocumentState),
    text: state.text || undefined,
    from: state.from || undefined,
    to: state.to || undefined,
    ascending: state.ascending === "yes",
  };
  const list = useCashList(filter);
  const totals = useCashTotals(filter).data;
  const columns = useColumns(kind);
  const create = () => goTo(`${pathOf[kind]}/new`);
  useShortcuts({ n: create });
  const filtered = state.view !== "all" || [state.text, state.from, state.to].some(Boolean);
  return (
    <div className="page-main">
      <PageHead
        title={t(`cash.${kind}.title`)}
        views={VIEWS.map((key) => ({
          key,
          title: t(`cash.views.${key}`),
          count: key === state.view ? totals?.count : undefined,
        }))}
        view={state.view}
        onView={(view) => change({ view, row: "" }, "push")}
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={create}>
            {t(`cash.${kind}.new`)}
          </Button>
        }
      />
      <FilterChips chips={[]}>
        <Input
          size="small"
          allowClear
          style={{ width: 200 }}
          aria-label={t("cash.search")}
          placeholder={t("cash.search")}
          value={state.text}
          onChange={(event) => change({ text: event.target.value })}
        />
        <span className="second">{t("documents.from")}</span>
        <div style={{ width: 104 }}>
          <DateInput label={t("documents.from")} value={state.from} onChange={(from) => change({ from })} />
        </div>
        <span className="second">{t("documents.to")}</span>
        <div style={{ width: 104 }}>
          <DateInput label={t("documents.to")} value={state.to} onChange={(to) => change({ to })} />
        </div>
      </FilterChips>
      <DataTable
        name={`cash.${kind}`}
        label={t(`cash.${kind}.title`)}
        columns={columns}
        rows={list.data?.pages.flatMap((page) => page.rows) ?? []}
        idOf={(row) => row.id}
        sort={{ key: "date", descending: state.ascending !== "yes" }}
        onSort={(sort) => change({ ascending: sort.descending ? "" : "yes" })}
        selected={state.row === "" ? null : Number(state.row)}
        onSelect={(id) => change({ row: String(id) })}
        onOpen={(row) => goTo(`${pathOf[kind]}/${row.id}`)}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        hasMore={list.hasNextPage}
        onMore={() => list.fetchNextPage()}
        totals={
          totals && {
            number: t("documents.totalCount", { count: totals.count }),
            total: <MoneyText value={totals.total} />,
            remaining: <MoneyText value={totals.remaining} zeroAs="dash" />,
          }
        }
        empty={
          filtered ? (
            <EmptyState
              title={t("documents.noneTitle")}
              body={t("documents.noneBody")}
              actions={
                <Button onClick={() => change({ view: "all", text: "", from: "", to: "" })}>
                  {t("documents.clear")}
                </Button>
              }
            />
          ) : (
            <EmptyState
              title={t(`cash.${kind}.emptyTitle`)}
              body={t(`cash.${kind}.emptyBody`)}
              actions={
                <>
                  <Button type="primary" onClick={create}>
                    {t(`cash.${kind}.new`)}
                  </Button>
                  <Button onClick={() => goTo("/import")}>{t("customers.import")}</Button>
                </>
              }
            />
          )
        }
      />
    </div>
  );
}

function useColumns(kind: CashKind): Column<DocumentRow>[] {
  const { t } = useTranslation();
  return [
    {
      key: "number",
      title: t("documents.number"),
      width: "140px",
      render: (row) => <span className="num">{row.number}</span>,
    },
    {
      key: "party",
      title: t(`cash.${kind}.party`),
      width: "minmax(160px, 2fr)",
      render: (row) => row.party_name,
    },
    {
      key: "date",
      title: t("documents.date"),
      width: "104px",
      sortable: true,
      render: (row) => <DateText value={row.date} />,
    },
    {
      key: "reference",
      title: t("cash.reference"),
      width: "minmax(120px, 1fr)",
      render: (row) => <span className="second">{row.reference}</span>,
    },
    {
      key: "total",
      title: t("cash.amount"),
      width: "130px",
      align: "end",
      render: (row) => <MoneyText value={row.total} />,
    },
    {
      key: "remaining",
      title: t(`cash.${kind}.advance`),
      width: "120px",
      align: "end",
      render: (row) => <MoneyText value={row.remaining} zeroAs="dash" />,
    },
    {
      key: "state",
      title: t("documents.state"),
      width: "110px",
      align: "end",
      render: (row) =>
        row.state === "void" || row.state === "settled" ? (
          <StatusPill status={{ kind: row.state }} />
        ) : (
          <span className="pill amber">{t("cash.unused")}</span>
        ),
    },
  ];
}
