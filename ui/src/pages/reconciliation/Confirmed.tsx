import { Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { ConfirmedBalances, ConfirmedRow } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateInput } from "../../components/DateInput";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { FilterChips } from "../../components/FilterChips";
import { Finder } from "../../components/Finder";
import { MoneyText } from "../../components/MoneyText";
import { ReconciliationState } from "../../components/ReconciliationState";
import { homeOfParty } from "../../lib/homes";
import { useIsForeign } from "../../lib/session";
import { useConfirmed } from "./queries";

type State = { text: string; only: string; until: string; asked: string; row: string };
type Props = { state: State; onChange: (change: Partial<State>) => void };

/** Who has confirmed what until when: every customer with the last balance confirmed and the last letter. */
export function Confirmed({ state: { text, only, until, asked, row }, onChange }: Props) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const filter: ConfirmedBalances = {
    text: text || null,
    confirmed: only === "yes" ? true : only === "no" ? false : null,
    not_until: until || null,
    asked: asked === "yes",
  };
  const list = useConfirmed(filter);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <FilterChips chips={[]}>
        <Finder
          label={t("reconciliation.search")}
          value={text}
          onChange={(typed) => onChange({ text: typed })}
        />
        <Select
          size="small"
          style={{ width: 144 }}
          aria-label={t("reconciliation.confirmed.filter")}
          value={only}
          onChange={(chosen) => onChange({ only: chosen })}
          options={[
            { value: "", label: t("reconciliation.confirmed.all") },
            { value: "yes", label: t("reconciliation.confirmed.yes") },
            { value: "no", label: t("reconciliation.confirmed.no") },
          ]}
        />
        <span className="second">{t("reconciliation.confirmed.late")}</span>
        <div style={{ width: 104 }}>
          <DateInput
            label={t("reconciliation.confirmed.late")}
            value={until}
            onChange={(chosen) => onChange({ until: chosen })}
          />
        </div>
        <Checkbox
          checked={asked === "yes"}
          onChange={(event) => onChange({ asked: event.target.checked ? "yes" : "" })}
        >
          {t("reconciliation.confirmed.asked")}
        </Checkbox>
      </FilterChips>
      <DataTable
        name="confirmed"
        label={t("reconciliation.views.confirmed")}
        columns={useColumns()}
        rows={rows}
        idOf={(each) => each.party_id}
        selected={row === "" ? null : Number(row)}
        onSelect={(id) => onChange({ row: String(id) })}
        onOpen={(each) =>
          goTo(each.asked ? `/reconciliation/${each.asked}` : homeOfParty("customer", each.party_id))
        }
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        hasMore={list.hasNextPage}
        onMore={() => list.fetchNextPage()}
        exports={{ of: "confirmed_balances", filter }}
        empty={
          <EmptyState
            title={t("reconciliation.confirmed.emptyTitle")}
            body={t("reconciliation.confirmed.emptyBody")}
          />
        }
      />
    </>
  );
}

function useColumns(): Column<ConfirmedRow>[] {
  const { t } = useTranslation();
  const isForeign = useIsForeign();
  return [
    {
      key: "code",
      title: t("reconciliation.code"),
      width: "72px",
      render: (row) => <span className="second num">{row.party_code}</span>,
    },
    {
      key: "party",
      title: t("reconciliation.customer"),
      width: "minmax(150px, 2fr)",
      render: (row) => row.party_name,
    },
    {
      key: "until",
      title: t("reconciliation.confirmed.until"),
      width: "108px",
      render: (row) =>
        row.confirmed ? (
          <DateText value={row.confirmed.until} />
        ) : (
          <span className="second">{t("reconciliation.confirmed.never")}</span>
        ),
    },
    {
      key: "total",
      title: t("reconciliation.confirmed.amount"),
      width: "minmax(120px, 1fr)",
      align: "end",
      render: (row) =>
        row.confirmed && (
          <MoneyText value={row.confirmed.amount} withCurrency={isForeign(row.confirmed.amount)} />
        ),
    },
    {
      key: "date",
      title: t("reconciliation.confirmed.signedOn"),
      width: "102px",
      render: (row) => row.confirmed && <DateText value={row.confirmed.date} />,
    },
    {
      key: "signer",
      title: t("reconciliation.signer"),
      width: "minmax(90px, 1fr)",
      render: (row) => row.confirmed?.signer,
    },
    {
      key: "asked_until",
      title: t("reconciliation.confirmed.askedUntil"),
      width: "108px",
      render: (row) => row.asked_until && <DateText value={row.asked_until} />,
    },
    {
      key: "state",
      title: t("reconciliation.state"),
      width: "132px",
      render: (row) => row.asked_state && <ReconciliationState state={row.asked_state} />,
    },
  ];
}
