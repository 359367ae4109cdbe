import { PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { DocumentState } from "../../bindings";
import { DataTable } from "../../components/DataTable";
import { DateInput } from "../../components/DateInput";
import { EmptyState } from "../../components/EmptyState";
import { type Chip, FilterChips } from "../../components/FilterChips";
import { MoneyText } from "../../components/MoneyText";
import { PageHead } from "../../components/PageHead";
import { PartyPicker } from "../../components/Picker";
import { useAsOf } from "../../lib/asOf";
import { useShortcuts } from "../../lib/keyboard";
import { usePageState } from "../../lib/pageState";
import { useColumns } from "./columns";
import { DocumentPeek } from "./DocumentPeek";
import { Drafts } from "./Drafts";
import { businessOf, kindsOf, pathOfSide, type TradeSide } from "./kinds";
import {
  type DocumentFilter,
  finderOf,
  useDocuments,
  useDocumentTotals,
  useDrafts,
  useParty,
} from "./queries";

const START = { view: "all", text: "", party: "", from: "", to: "", ascending: "", row: "" };
const VIEWS = ["all", "open", "overdue", "settled", "void", "drafts"] as const;

/** The invoices (or the bills) of the book, what is left of each, and the drafts that wait. */
export function DocumentsPage({ side }: { side: TradeSide }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [state, change] = usePageState(START);
  const drafting = state.view === "drafts";
  const filter: DocumentFilter = {
    kinds: kindsOf[side],
    state: drafting || state.view === "all" ? undefined : (state.view as DocumentState),
    party_id: state.party ? Number(state.party) : undefined,
    text: state.text || undefined,
    from: state.from || undefined,
    to: state.to || undefined,
    ascending: state.ascending === "yes",
  };
  const list = useDocuments(filter, !drafting);
  const totals = useDocumentTotals(filter).data;
  const drafts = useDrafts(kindsOf[side]);
  const party = useParty(filter.party_id).data;
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const selected = state.row === "" ? null : Number(state.row);
  const columns = useColumns(side, useAsOf().day, selected !== null);
  const find = useMemo(() => finderOf(businessOf(side)), [side]);
  const home = pathOfSide[side];
  const create = () => goTo(`${home}/new${state.party ? `?party=${state.party}` : ""}`);
  const clear = () => change({ text: "", party: "", from: "", to: "", view: "all" });
  useShortcuts({ n: create, ...(selected === null ? {} : { Escape: () => change({ row: "" }) }) });
  const chips: Chip[] = [];
  if (party)
    chips.push({
      key: "party",
      field: t(`documents.${side}.party`),
      value: party.fields.name,
      onRemove: () => change({ party: "" }),
    });
  const filtered = state.view !== "all" || [state.text, state.party, state.from, state.to].some(Boolean);

  return (
    <>
      <div className="page-main">
        <PageHead
          title={t(`documents.${side}.title`)}
          views={VIEWS.map((key) => ({
            key,
            title: t(`documents.views.${key}`),
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
            <Button type="primary" icon={<PlusOutlined />} onClick={create}>
              {t(`documents.${side}.new`)}
            </Button>
          }
        />
        {drafting ? (
          <Drafts side={side} drafts={drafts} />
        ) : (
          <>
            <FilterChips chips={chips}>
              <Input
                size="small"
                allowClear
                style={{ width: 190 }}
                aria-label={t("documents.search")}
                placeholder={t("documents.search")}
                value={state.text}
                onChange={(event) => change({ text: event.target.value })}
              />
              {!party && (
                <div style={{ width: 190 }}>
                  <PartyPicker
                    value={null}
                    onChange={(choice) => change({ party: choice ? String(choice.id) : "" })}
                    find={find}
                  />
                </div>
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
              name={`documents.${side}`}
              label={t(`documents.${side}.title`)}
              columns={columns}
              rows={rows}
              idOf={(row) => row.id}
              sort={{ key: "date", descending: state.ascending !== "yes" }}
              onSort={(sort) => change({ ascending: sort.descending ? "" : "yes" })}
              selected={selected}
              onSelect={(id) => change({ row: String(id) })}
              onOpen={(row) => goTo(`${home}/${row.id}`)}
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
                  state: <MoneyText value={totals.overdue} zeroAs="dash" tone="red" />,
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
                    title={t(`documents.${side}.emptyTitle`)}
                    body={t(`documents.${side}.emptyBody`)}
                    actions={
                      <>
                        <Button type="primary" onClick={create}>
                          {t(`documents.${side}.new`)}
                        </Button>
                        <Button onClick={() => goTo("/import")}>{t("customers.import")}</Button>
                      </>
                    }
                  />
                )
              }
            />
          </>
        )}
      </div>
      {selected !== null && !drafting && (
        <DocumentPeek id={selected} side={side} onClose={() => change({ row: "" })} />
      )}
    </>
  );
}
