import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { ReconciliationList, ReconciliationRow, ReconciliationState as State } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { FilterChips } from "../../components/FilterChips";
import { Finder } from "../../components/Finder";
import { Key } from "../../components/Key";
import { MoneyText } from "../../components/MoneyText";
import { PageHead } from "../../components/PageHead";
import { ReconciliationState } from "../../components/ReconciliationState";
import { useShortcuts } from "../../lib/keyboard";
import { usePageState } from "../../lib/pageState";
import { STATES, useReconciliations } from "../../lib/reconciliations";
import { useIsForeign, useMay } from "../../lib/session";
import { Confirmed } from "./Confirmed";
import { Runs } from "./Runs";
import "./reconciliation.css";

const VIEWS = ["letters", "runs", "confirmed"] as const;
const START = { view: "letters", text: "", state: "", run: "", row: "", only: "", until: "", asked: "" };

/** 对账: the letters that asked customers, their runs, and who has confirmed what until when. */
export function ReconciliationPage() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const sells = useMay()("sell");
  const [state, change] = usePageState(START);
  const view = VIEWS.find((each) => each === state.view) ?? "letters";
  const make = () => goTo("/reconciliation/new");
  useShortcuts(sells ? { n: make } : {});
  return (
    <div className="page-main">
      <PageHead
        title={t("reconciliation.title")}
        views={VIEWS.map((key) => ({ key, title: t(`reconciliation.views.${key}`) }))}
        view={view}
        onView={(key) => change({ view: key, row: "" }, "push")}
        actions={
          sells && (
            <Button type="primary" onClick={make}>
              {t("reconciliation.make")} <Key name="N" />
            </Button>
          )
        }
      />
      {view === "letters" && <Letters state={state} onChange={change} onMake={sells ? make : null} />}
      {view === "runs" && (
        <Runs
          onMake={sells ? make : null}
          onOpen={(run) => change({ view: "letters", run: String(run), state: "", text: "" }, "push")}
        />
      )}
      {view === "confirmed" && <Confirmed state={state} onChange={change} />}
    </div>
  );
}

type LettersProps = {
  state: typeof START;
  onChange: (change: Partial<typeof START>) => void;
  onMake: (() => void) | null;
};

function Letters({ state: { text, state, run, row }, onChange, onMake }: LettersProps) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const filter: ReconciliationList = {
    text: text || null,
    states: state === "" ? [] : [state as State],
    run: run === "" ? null : Number(run),
  };
  const list = useReconciliations(filter);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const narrowed = text !== "" || state !== "" || run !== "";
  return (
    <>
      <FilterChips
        chips={
          run === ""
            ? []
            : [
                {
                  key: "run",
                  field: t("reconciliation.run"),
                  value: `#${run}`,
                  onRemove: () => onChange({ run: "" }),
                },
              ]
        }
      >
        <Finder
          label={t("reconciliation.search")}
          value={text}
          onChange={(typed) => onChange({ text: typed })}
        />
        <Select
          size="small"
          style={{ width: 132 }}
          aria-label={t("reconciliation.state")}
          value={state}
          onChange={(chosen) => onChange({ state: chosen })}
          options={[
            { value: "", label: t("reconciliation.allStates") },
            ...STATES.map((value) => ({
              value: value as string,
              label: t(`reconciliation.states.${value}`),
            })),
          ]}
        />
      </FilterChips>
      <DataTable
        name="reconciliation"
        label={t("reconciliation.title")}
        columns={useColumns()}
        rows={rows}
        idOf={(each) => each.seq}
        selected={row === "" ? null : Number(row)}
        onSelect={(id) => onChange({ row: String(id) })}
        onOpen={(each) => goTo(`/reconciliation/${each.seq}`)}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        hasMore={list.hasNextPage}
        onMore={() => list.fetchNextPage()}
        exports={{ of: "reconciliations", filter }}
        empty={
          <EmptyState
            title={t(narrowed ? "reconciliation.findings.empty" : "reconciliation.emptyTitle")}
            body={t("reconciliation.emptyBody")}
            actions={onMake && <Button onClick={onMake}>{t("reconciliation.make")}</Button>}
          />
        }
      />
    </>
  );
}

function useColumns(): Column<ReconciliationRow>[] {
  const { t } = useTranslation();
  const isForeign = useIsForeign();
  return [
    {
      key: "number",
      title: t("reconciliation.number"),
      width: "116px",
      render: (row) => <span className="num">{row.number}</span>,
    },
    {
      key: "party",
      title: t("reconciliation.customer"),
      width: "minmax(140px, 2fr)",
      render: (row) => row.party_name,
    },
    {
      key: "as_of",
      title: t("reconciliation.asOf"),
      width: "102px",
      render: (row) => <DateText value={row.as_of} />,
    },
    {
      key: "sent_on",
      title: t("reconciliation.sentOn"),
      width: "102px",
      render: (row) => <DateText value={row.sent_on} />,
    },
    {
      key: "total",
      title: t("reconciliation.balance"),
      width: "minmax(110px, 1fr)",
      align: "end",
      render: (row) => <MoneyText value={row.balance} withCurrency={isForeign(row.balance)} />,
    },
    {
      key: "state",
      title: t("reconciliation.state"),
      width: "124px",
      render: (row) => <ReconciliationState state={row.state} />,
    },
    {
      key: "difference",
      title: t("reconciliation.difference"),
      width: "minmax(92px, 1fr)",
      align: "end",
      render: (row) => <MoneyText value={row.difference} zeroAs="dash" />,
    },
    {
      key: "open",
      title: t("reconciliation.openFindings"),
      width: "60px",
      align: "end",
      render: (row) =>
        row.open_findings > 0 ? <span className="num amber">{row.open_findings}</span> : null,
    },
    {
      key: "replied_on",
      title: t("reconciliation.repliedOn"),
      width: "102px",
      render: (row) => row.replied_on && <DateText value={row.replied_on} />,
    },
    { key: "signer", title: t("reconciliation.signer"), width: "80px", render: (row) => row.signer },
  ];
}
