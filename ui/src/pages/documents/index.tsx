import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { DocumentState } from "../../bindings";
import { DataTable } from "../../components/DataTable";
import { DateInput } from "../../components/DateInput";
import { EmptyState } from "../../components/EmptyState";
import { type Chip, FilterChips } from "../../components/FilterChips";
import { Finder } from "../../components/Finder";
import { Key } from "../../components/Key";
import { MoneyText } from "../../components/MoneyText";
import { PageHead } from "../../components/PageHead";
import { PartyPicker } from "../../components/Picker";
import { SegmentPicker } from "../../components/SegmentPicker";
import { useShortcuts } from "../../lib/keyboard";
import { isZero } from "../../lib/money";
import { usePageState } from "../../lib/pageState";
import { finderOf, useParty } from "../../lib/parties";
import { useMay } from "../../lib/session";
import { useColumns } from "./columns";
import { DocumentPeek } from "./DocumentPeek";
import { Drafts } from "./Drafts";
import { rightOfShelf, type Shelf, shelves, type View } from "./kinds";
import { type DocumentFilter, useDocuments, useDocumentTotals, useDrafts } from "./queries";

const START = { view: "all", text: "", party: "", segment: "", from: "", to: "", ascending: "", row: "" };

/** The documents of one list, what is left of each, and the drafts that wait. */
export function DocumentsPage({ shelf }: { shelf: Shelf }) {
  const { path, kinds, business, views, words } = shelves[shelf];
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [state, change] = usePageState(START);
  const drafting = state.view === "drafts";
  const filter: DocumentFilter = {
    kinds,
    state: drafting || state.view === "all" ? undefined : (state.view as DocumentState),
    party_id: state.party ? Number(state.party) : undefined,
    segment: state.segment === "" ? undefined : Number(state.segment),
    text: state.text || undefined,
    from: state.from || undefined,
    to: state.to || undefined,
    ascending: state.ascending === "yes",
  };
  const list = useDocuments(filter, !drafting);
  const totals = useDocumentTotals(filter).data;
  const drafts = useDrafts(kinds, views.drafts !== undefined);
  const party = useParty(filter.party_id).data;
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const selected = state.row === "" ? null : Number(state.row);
  const columns = useColumns(shelf, selected !== null);
  const find = useMemo(() => finderOf(business), [business]);
  const create = () => goTo(`${path}/new${state.party ? `?party=${state.party}` : ""}`);
  const clear = () => change({ text: "", party: "", segment: "", from: "", to: "", view: "all" });
  const may = useMay();
  const [creates, imports] = [may(rightOfShelf(shelf)), may("keep")];
  useShortcuts({
    ...(creates ? { n: create } : {}),
    ...(selected === null ? {} : { Escape: () => change({ row: "" }) }),
  });
  const chips: Chip[] = [];
  if (party)
    chips.push({
      key: "party",
      field: t(`${words}.party`),
      value: party.fields.name,
      onRemove: () => change({ party: "" }),
    });
  const filtered =
    state.view !== "all" || [state.text, state.party, state.segment, state.from, state.to].some(Boolean);
  const openLines = shelf === "orders" ? "to_deliver" : shelf === "deliveries" ? "to_invoice" : null;

  return (
    <>
      <div className="page-main">
        <PageHead
          title={t(`${words}.title`)}
          views={(Object.entries(views) as [View, (typeof views)[View] & string][]).map(([key, word]) => ({
            key,
            title: t(word),
            count:
              key === "drafts"
                ? drafts.data?.length || undefined
                : key === state.view
                  ? totals?.count
                  : undefined,
          }))}
          view={state.view}
          onView={(view) => change({ view, row: "" }, "push")}
          actions={
            <>
              {openLines && (
                <Button onClick={() => goTo(`/orders/open?view=${openLines}`)}>
                  {t(`orders.openLines.views.${openLines}`)}
                </Button>
              )}
              {creates && (
                <Button type="primary" icon={<PlusOutlined />} onClick={create}>
                  {t(`${words}.new`)} <Key name="N" />
                </Button>
              )}
            </>
          }
        />
        {drafting ? (
          <Drafts
            shelf={shelf}
            drafts={drafts}
            create={creates && <Button onClick={create}>{t(`${words}.new`)}</Button>}
          />
        ) : (
          <>
            <FilterChips chips={chips}>
              <Finder label={t(`${words}.search`)} value={state.text} onChange={(text) => change({ text })} />
              {!party && (
                <div className="finder">
                  <PartyPicker
                    value={null}
                    hint={t(`${words}.party`)}
                    onChange={(choice) => change({ party: choice ? String(choice.id) : "" })}
                    find={find}
                  />
                </div>
              )}
              {business === "customer" && (
                <SegmentPicker
                  value={state.segment}
                  onChange={(segment) => change({ segment, row: "" }, "push")}
                />
              )}
              <span className="second">{t("documents.from")}</span>
              <div style={{ width: 104 }}>
                <DateInput
                  label={t("documents.from")}
                  value={state.from}
                  onChange={(from) => change({ from })}
                />
              </div>
              <span className="second">{t("documents.to")}</span>
              <div style={{ width: 104 }}>
                <DateInput label={t("documents.to")} value={state.to} onChange={(to) => change({ to })} />
              </div>
            </FilterChips>
            <DataTable
              name={`documents.${shelf}`}
              label={t(`${words}.title`)}
              columns={columns}
              rows={rows}
              idOf={(row) => row.id}
              sort={{ key: "date", descending: state.ascending !== "yes" }}
              onSort={(sort) => change({ ascending: sort.descending ? "" : "yes" })}
              selected={selected}
              onSelect={(id) => change({ row: String(id) })}
              onOpen={(row) => goTo(`${path}/${row.id}`)}
              loading={list.isFetching}
              error={list.error}
              onRetry={() => list.refetch()}
              hasMore={list.hasNextPage}
              onMore={() => list.fetchNextPage()}
              exports={{ of: "documents", filter }}
              totals={
                totals && {
                  number: t("documents.totalCount", { count: totals.count }),
                  total: <MoneyText value={totals.total} />,
                  remaining: <MoneyText value={totals.remaining} zeroAs="dash" />,
                  state: !isZero(totals.overdue.amount) && <MoneyText value={totals.overdue} tone="red" />,
                }
              }
              empty={
                filtered ? (
                  <EmptyState
                    title={t("documents.noneTitle")}
                    body={t("documents.noneBody")}
                    actions={<Button onClick={clear}>{t("documents.clear")}</Button>}
                  />
                ) : (
                  <EmptyState
                    title={t(`${words}.emptyTitle`)}
                    body={t(`${words}.emptyBody`)}
                    actions={
                      creates && (
                        <>
                          <Button type="primary" onClick={create}>
                            {t(`${words}.new`)}
                          </Button>
                          {imports && (
                            <Button onClick={() => goTo("/import")}>{t("customers.import")}</Button>
                          )}
                        </>
                      )
                    }
                  />
                )
              }
            />
          </>
        )}
      </div>
      {selected !== null && !drafting && <DocumentPeek id={selected} onClose={() => change({ row: "" })} />}
    </>
  );
}
