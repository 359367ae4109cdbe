import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { CallRow } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { MoneyText } from "../../components/MoneyText";
import { PromiseStatus } from "../../components/PromiseStatus";
import { homeOfParty } from "../../lib/homes";
import { useCalls } from "./queries";

/** Whom to call first: by what a call may bring, with last promise and last word; the chosen one stands beside the list. */
export function Calls({ row, onRow }: { row: CallRow | undefined; onRow: (row: number) => void }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const list = useCalls();
  const rows = list.data?.rows ?? [];
  return (
    <DataTable
      name="calls"
      head={<span className="grow second">{t("collection.calls.expectedHint")}</span>}
      label={t("collection.views.calls")}
      columns={useColumns()}
      rows={rows}
      idOf={(each) => each.party_id}
      selected={row?.party_id ?? null}
      onSelect={onRow}
      onOpen={(each) => goTo(`${homeOfParty("customer", each.party_id)}?tab=commitments`)}
      loading={list.isFetching}
      error={list.error}
      onRetry={() => list.refetch()}
      totals={{
        party: t("collection.calls.total", { count: rows.length }),
        overdue: <MoneyText value={list.data?.overdue} />,
        expected: <MoneyText value={list.data?.expected} />,
      }}
      exports={{ of: "calls" }}
      empty={<EmptyState title={t("collection.calls.emptyTitle")} body={t("collection.calls.emptyBody")} />}
    />
  );
}

function useColumns(): Column<CallRow>[] {
  const { t } = useTranslation();
  return [
    {
      key: "party",
      title: t("collection.customer"),
      width: "minmax(116px, 1.6fr)",
      render: (row) => row.party_name,
    },
    {
      key: "contact",
      title: t("collection.calls.contact"),
      width: "minmax(72px, 0.6fr)",
      extra: true,
      render: (row) => row.contact,
    },
    {
      key: "phone",
      title: t("collection.calls.phone"),
      width: "minmax(110px, 0.8fr)",
      extra: true,
      render: (row) => <span className="num">{row.phone}</span>,
    },
    {
      key: "overdue",
      title: t("collection.calls.overdue"),
      width: "104px",
      align: "end",
      render: (row) => <MoneyText value={row.overdue} zeroAs="dash" />,
    },
    {
      key: "oldest",
      title: t("collection.calls.oldest"),
      width: "68px",
      align: "end",
      render: (row) => <span className="num red">{t("collection.days", { count: row.oldest_days })}</span>,
    },
    {
      key: "level",
      title: t("collection.calls.level"),
      width: "56px",
      render: (row) =>
        typeof row.last_level === "number" && (
          <span className="pill">{t("collection.level", { level: row.last_level })}</span>
        ),
    },
    {
      key: "letter",
      title: t("collection.calls.letter"),
      width: "98px",
      extra: true,
      render: (row) => row.last_letter_on && <DateText value={row.last_letter_on} />,
    },
    {
      key: "kept",
      title: t("collection.calls.kept"),
      width: "58px",
      align: "end",
      extra: true,
      render: (row) => (
        <span className="num" title={`${row.kept_percent}%`}>
          {row.judged === 0 ? "–" : t("collection.calls.keptOf", { kept: row.kept, judged: row.judged })}
        </span>
      ),
    },
    {
      key: "promise",
      title: t("collection.calls.promise"),
      width: "minmax(150px, 1fr)",
      render: (row) =>
        row.promise && (
          <span className="row">
            <DateText value={row.promise.due_on} />
            <PromiseStatus status={row.promise.status} />
          </span>
        ),
    },
    {
      key: "word",
      title: t("collection.calls.word"),
      width: "98px",
      render: (row) => (
        <span className="second" title={row.last_activity?.text}>
          {row.last_activity ? <DateText value={row.last_activity.date} /> : "–"}
        </span>
      ),
    },
    {
      key: "expected",
      title: t("collection.calls.expected"),
      width: "104px",
      align: "end",
      render: (row) => (
        <b>
          <MoneyText value={row.expected} zeroAs="dash" />
        </b>
      ),
    },
  ];
}
