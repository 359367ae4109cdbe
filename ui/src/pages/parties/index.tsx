import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Business, PartyRow, PartySort, PartyView } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { FilterChips } from "../../components/FilterChips";
import { Finder } from "../../components/Finder";
import { Key } from "../../components/Key";
import { MoneyText } from "../../components/MoneyText";
import { PageHead } from "../../components/PageHead";
import { PeekPanel } from "../../components/PeekPanel";
import { SegmentPicker } from "../../components/SegmentPicker";
import { useAsOf } from "../../lib/asOf";
import { daysBetween } from "../../lib/dates";
import { useShortcuts } from "../../lib/keyboard";
import { usePageState } from "../../lib/pageState";
import { ruleOfClass, useSegments } from "../../lib/segments";
import { useMay } from "../../lib/session";
import { sideOf } from "./business";
import { ExportContacts } from "./ExportContacts";
import { OpenItems } from "./OpenItems";
import { PartyFigures } from "./PartyFigures";
import { listOf, type PartyFilter, useClassName, useParties, usePartyTotals } from "./queries";

const START = { view: "open", text: "", sort: "balance", descending: "yes", row: "", segment: "", class: "" };
/** Saved segments that stand beside the views; all of them are in the choice below. */
const SEGMENTS_SHOWN = 4;
const VIEWS: PartyView[] = ["all", "open", "overdue", "archived"];

export function CustomersPage() {
  return <PartiesPage business="customer" />;
}

export function SuppliersPage() {
  return <PartiesPage business="supplier" />;
}

/** The customers (or suppliers) of the book: what is owed, how much of it is late, and one opened at the side. */
function PartiesPage({ business }: { business: Business }) {
  const { home, words, newTrade, newCash, tradeRight } = sideOf[business];
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [state, change] = usePageState(START);
  const filter: PartyFilter = {
    business,
    view: state.view as PartyView,
    text: state.text || undefined,
    segment: state.segment === "" ? undefined : Number(state.segment),
    rule: ruleOfClass(state.class) ?? undefined,
  };
  const segments = useSegments();
  const segment = segments.find((each) => each.id === filter.segment);
  const className = useClassName(state.class);
  const descending = state.descending === "yes";
  const list = useParties(filter, state.sort as PartySort, descending);
  const totals = usePartyTotals(filter).data;
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const selected = state.row === "" ? null : Number(state.row);
  const chosen = rows.find((row) => row.id === selected);
  const columns = useColumns(business);
  const create = () => goTo(`${home}/new`);
  const may = useMay();
  const edits = may("edit_parties");
  useShortcuts({
    ...(edits ? { n: create } : {}),
    ...(selected === null ? {} : { Escape: () => change({ row: "" }) }),
  });
  // A book without customers shows its first action, whichever view is chosen.
  const none = usePartyTotals({ business, view: "all" }, rows.length === 0).data?.count === 0;
  const narrowed = state.segment !== "" || state.class !== "";
  const filtered = !none && (state.view !== "all" || state.text !== "" || narrowed);
  const sells = business === "customer";
  const clear = { view: "all", text: "", segment: "", class: "" };

  return (
    <>
      <div className="page-main">
        <PageHead
          title={t(`${words}.title`)}
          views={[
            ...VIEWS.map((key) => ({
              key: key as string,
              title: t(`customers.${key}`),
              count: key === state.view && !narrowed ? totals?.count : undefined,
            })),
            ...(sells ? segments.slice(0, SEGMENTS_SHOWN) : []).map((each) => ({
              key: `segment-${each.id}`,
              title: each.name,
              count: each.id === filter.segment ? totals?.count : undefined,
            })),
          ]}
          view={segment ? `segment-${segment.id}` : state.view}
          onView={(key) => {
            const [, chosen] = /^segment-(\d+)$/.exec(key) ?? [];
            change(
              chosen
                ? { ...clear, segment: chosen, row: "" }
                : { view: key, segment: "", class: "", row: "" },
              "push",
            );
          }}
          actions={
            <>
              {business === "customer" && (
                <Button onClick={() => goTo("/customers/duplicates")}>{t("contacts.duplicates")}</Button>
              )}
              {(may("view_books") || segment) && <ExportContacts ids={[]} segment={segment?.id} />}
              {edits && (
                <Button type="primary" icon={<PlusOutlined />} onClick={create}>
                  {t("customers.new")} <Key name="N" />
                </Button>
              )}
            </>
          }
        />
        <FilterChips
          chips={[
            ...(segment
              ? [
                  {
                    key: "segment",
                    field: t("classes.segment"),
                    value: segment.name,
                    onRemove: () => change({ segment: "" }),
                  },
                ]
              : []),
            ...(className ? [{ key: "class", ...className, onRemove: () => change({ class: "" }) }] : []),
          ]}
        >
          <Finder label={t("customers.search")} value={state.text} onChange={(text) => change({ text })} />
          {sells && (
            <SegmentPicker
              value={state.segment}
              onChange={(chosen) => change({ segment: chosen, row: "" }, "push")}
            />
          )}
          {sells && edits && (
            <Button
              size="small"
              type="text"
              onClick={() => goTo(segment ? `/segments/${segment.id}` : "/segments/new")}
            >
              {t(segment ? "classes.segments.edit" : "classes.segments.new")}
            </Button>
          )}
        </FilterChips>
        <DataTable
          name={words}
          label={t(`${words}.title`)}
          columns={columns}
          rows={rows}
          idOf={(row) => row.id}
          sort={{ key: state.sort, descending }}
          onSort={(sort) => change({ sort: sort.key, descending: sort.descending ? "yes" : "no" })}
          selected={selected}
          onSelect={(id) => change({ row: String(id) })}
          onOpen={(row) => goTo(`${home}/${row.id}`)}
          loading={list.isFetching}
          error={list.error}
          onRetry={() => list.refetch()}
          hasMore={list.hasNextPage}
          onMore={() => list.fetchNextPage()}
          exports={{ of: "parties", filter: listOf(filter, state.sort as PartySort, descending) }}
          totals={
            totals && {
              name: t(`${words}.totalCount`, { count: totals.count }),
              balance: <MoneyText value={totals.balance} zeroAs="dash" />,
              overdue: <MoneyText value={totals.overdue} zeroAs="dash" tone="red" />,
              advance: <MoneyText value={totals.advance} zeroAs="dash" />,
            }
          }
          empty={
            filtered ? (
              <EmptyState
                title={t(`${words}.noneTitle`)}
                body={t("customers.noneBody")}
                actions={<Button onClick={() => change(clear)}>{t("customers.clear")}</Button>}
              />
            ) : (
              <EmptyState
                title={t(`${words}.emptyTitle`)}
                body={t(`${words}.emptyBody`)}
                actions={
                  edits && (
                    <>
                      <Button type="primary" onClick={create}>
                        {t(`${words}.newTitle`)}
                      </Button>
                      {may("keep") && (
                        <Button onClick={() => goTo(`/import?kind=${words}`)}>{t("customers.import")}</Button>
                      )}
                    </>
                  )
                }
              />
            )
          }
        />
      </div>
      {chosen && (
        <PeekPanel
          title={chosen.name}
          onClose={() => change({ row: "" })}
          onOpen={() => goTo(`${home}/${chosen.id}`)}
        >
          <p className="second">
            {chosen.code} {chosen.place}
          </p>
          <PartyFigures business={business} party={chosen} />
          <OpenItems business={business} id={chosen.id} brief />
          <div className="row peek-acts">
            {may(tradeRight) && (
              <Button size="small" onClick={() => goTo(`${newTrade}?party=${chosen.id}`)}>
                {t(`${words}.newInvoice`)}
              </Button>
            )}
            {may("keep") && (
              <Button size="small" onClick={() => goTo(`${newCash}?party=${chosen.id}`)}>
                {t(`${words}.receive`)}
              </Button>
            )}
            {business === "customer" && (
              <Button size="small" onClick={() => goTo(`${home}/${chosen.id}?tab=statement`)}>
                {t("customers.statement")}
              </Button>
            )}
          </div>
        </PeekPanel>
      )}
    </>
  );
}

function useColumns(business: Business): Column<PartyRow>[] {
  const { words } = sideOf[business];
  const { t } = useTranslation();
  const { day } = useAsOf();
  const age = (row: PartyRow) => (row.oldest_due_on ? Math.max(0, daysBetween(row.oldest_due_on, day)) : 0);
  return [
    {
      key: "name",
      title: t(`${words}.name`),
      width: "minmax(150px, 2fr)",
      sortable: true,
      render: (row) => row.short_name || row.name,
    },
    {
      key: "code",
      title: t("customers.code"),
      width: "70px",
      sortable: true,
      render: (row) => <span className="second num">{row.code}</span>,
    },
    {
      key: "region",
      title: t("customers.region"),
      width: "minmax(110px, 1fr)",
      render: (row) => <span className="second">{row.place}</span>,
    },
    {
      key: "balance",
      title: t(`${words}.receivable`),
      width: "116px",
      align: "end",
      sortable: true,
      render: (row) => <MoneyText value={row.balance} zeroAs="dash" />,
    },
    {
      key: "overdue",
      title: t("customers.overdueAmount"),
      width: "104px",
      align: "end",
      sortable: true,
      render: (row) => (
        <MoneyText
          value={row.overdue}
          zeroAs="dash"
          tone={row.oldest_due_on && age(row) > 0 ? "red" : "second"}
        />
      ),
    },
    {
      key: "advance",
      title: t(`${words}.advance`),
      width: "90px",
      align: "end",
      render: (row) => <MoneyText value={row.advance} zeroAs="dash" />,
    },
    {
      key: "oldest_due_on",
      title: t("customers.oldest"),
      width: "70px",
      align: "end",
      render: (row) => (age(row) > 0 ? t("customers.days", { count: age(row) }) : "–"),
    },
  ];
}
