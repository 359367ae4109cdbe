import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { CallRow } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { MoneyText } from "../../components/MoneyText";
import { PromiseDialog } from "../../components/PromiseDialog";
import { PromiseStatus } from "../../components/PromiseStatus";
import { homeOfParty } from "../../lib/homes";
import { useMay } from "../../lib/session";
import { useCalls } from "./queries";

/** Whom to call first: by what a call may bring, with number, last promise and last word. */
export function Calls({ row, onRow }: { row: string; onRow: (row: string) => void }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const edits = useMay()("edit_parties");
  const [promising, setPromising] = useState<CallRow | null>(null);
  const list = useCalls();
  const rows = list.data ?? [];
  return (
    <>
      <DataTable
        name="calls"
        label={t("collection.views.calls")}
        columns={useColumns(edits ? setPromising : null)}
        rows={rows}
        idOf={(each) => each.party_id}
        selected={row === "" ? null : Number(row)}
        onSelect={(id) => onRow(String(id))}
        onOpen={(each) => goTo(`${homeOfParty("customer", each.party_id)}?tab=commitments`)}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        totals={{ name: t("collection.calls.total", { count: rows.length }) }}
        exports={{ of: "calls" }}
        empty={<EmptyState title={t("collection.calls.emptyTitle")} body={t("collection.calls.emptyBody")} />}
      />
      {promising && (
        <PromiseDialog
          party={promising.party_id}
          contact={promising.contact}
          onClose={() => setPromising(null)}
        />
      )}
    </>
  );
}

function useColumns(onPromise: ((row: CallRow) => void) | null): Column<CallRow>[] {
  const { t } = useTranslation();
  return [
    {
      key: "party",
      title: t("collection.customer"),
      width: "minmax(130px, 1.6fr)",
      render: (row) => row.party_name,
    },
    {
      key: "phone",
      title: t("collection.calls.phone"),
      width: "minmax(110px, 1fr)",
      render: (row) => (
        <span title={row.contact}>
          {row.contact && `${row.contact} `}
          <span className="num">{row.phone}</span>
        </span>
      ),
    },
    {
      key: "overdue",
      title: t("collection.calls.overdue"),
      width: "108px",
      align: "end",
      render: (row) => <MoneyText value={row.overdue} zeroAs="dash" />,
    },
    {
      key: "oldest",
      title: t("collection.calls.oldest"),
      width: "76px",
      align: "end",
      render: (row) => <span className="num red">{t("collection.days", { count: row.oldest_days })}</span>,
    },
    {
      key: "kept",
      title: t("collection.calls.kept"),
      width: "58px",
      align: "end",
      render: (row) => (
        <span className="num" title={`${row.kept_percent}%`}>
          {row.judged === 0 ? "–" : t("collection.calls.keptOf", { kept: row.kept, judged: row.judged })}
        </span>
      ),
    },
    {
      key: "expected",
      title: t("collection.calls.expected"),
      width: "108px",
      align: "end",
      render: (row) => (
        <b title={t("collection.calls.expectedHint")}>
          <MoneyText value={row.expected} zeroAs="dash" />
        </b>
      ),
    },
    {
      key: "promise",
      title: t("collection.calls.promise"),
      width: "minmax(150px, 0.9fr)",
      render: (row) =>
        row.promise && (
          <span className="row">
            <DateText value={row.promise.due_on} />
            <PromiseStatus status={row.promise.status} />
          </span>
        ),
    },
    {
      key: "letter",
      title: t("collection.calls.letter"),
      width: "124px",
      render: (row) =>
        row.last_letter_on && (
          <span className="row">
            <DateText value={row.last_letter_on} />
            <span className="second">{t("collection.level", { level: row.last_level })}</span>
          </span>
        ),
    },
    {
      key: "word",
      title: t("collection.calls.word"),
      width: "minmax(110px, 1.2fr)",
      render: (row) =>
        row.waits_until ? (
          <span className="second">{t("collection.calls.waits", { day: row.waits_until })}</span>
        ) : (
          <span className="second" title={row.last_activity?.text}>
            {row.last_activity?.text}
          </span>
        ),
    },
    {
      key: "acts",
      title: "",
      width: "132px",
      render: (row) =>
        onPromise && (
          <Button size="small" type="text" onClick={() => onPromise(row)}>
            {t("collection.calls.record")}
          </Button>
        ),
    },
  ];
}
