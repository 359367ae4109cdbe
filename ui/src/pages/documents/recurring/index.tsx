import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { RecurringRow } from "../../../bindings";
import { BillingRunOutcome } from "../../../components/BillingRunOutcome";
import { type Column, DataTable } from "../../../components/DataTable";
import { DateText } from "../../../components/DateText";
import { EmptyState } from "../../../components/EmptyState";
import { FilterChips } from "../../../components/FilterChips";
import { Finder } from "../../../components/Finder";
import { Key } from "../../../components/Key";
import { MoneyText } from "../../../components/MoneyText";
import { PageHead } from "../../../components/PageHead";
import { Problem } from "../../../components/Problem";
import { ProgressCard } from "../../../components/ProgressCard";
import { useShortcuts } from "../../../lib/keyboard";
import { usePageState } from "../../../lib/pageState";
import { homeOfRecurring, rhythmOf, useDue, useMakeDue } from "../../../lib/recurring";
import { useIsForeign, useMay } from "../../../lib/session";
import type { TradeShelf } from "../kinds";
import { useTemplates } from "./queries";
import { TemplateState } from "./TemplateState";

const START = { view: "running", text: "", row: "" };

/** The templates of one side of the business: when each comes next, and what is due now. */
export function RecurringPage({ shelf }: { shelf: TradeShelf }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const kind = shelf === "sales" ? "invoice" : "bill";
  const home = homeOfRecurring(kind);
  const [state, change] = usePageState(START);
  const list = useTemplates(kind, state.text);
  const making = useMakeDue();
  const columns = useColumns(shelf);
  const issues = useMay()(shelf === "sales" ? "sell" : "keep");
  const all = list.data ?? [];
  const rows = all.filter((row) => (row.state === "ended") === (state.view === "ended"));
  const due = useDue().data?.filter((each) => each.kind === kind).length ?? 0;
  const create = () => goTo(`${home}/new`);
  const make = () => issues && due > 0 && !making.running && void making.make();
  useShortcuts({ ...(issues ? { n: create } : {}), "mod+Enter": make });
  const ended = all.filter((row) => row.state === "ended").length;
  return (
    <div className="page-main">
      <PageHead
        title={t(`recurring.${shelf}.title`)}
        views={[
          { key: "running", title: t("recurring.views.running"), count: all.length - ended },
          { key: "ended", title: t("recurring.views.ended"), count: ended || undefined },
        ]}
        view={state.view}
        onView={(view) => change({ view, row: "" }, "push")}
        actions={
          issues && (
            <Button type={due > 0 ? "default" : "primary"} icon={<PlusOutlined />} onClick={create}>
              {t(`recurring.${shelf}.new`)} <Key name="N" />
            </Button>
          )
        }
      />
      {due > 0 && !making.running && (
        <Problem
          actions={
            issues && (
              <Button type="primary" size="small" onClick={make}>
                {t("recurring.make")} <Key name="Ctrl Enter" />
              </Button>
            )
          }
        >
          {t("recurring.dueLine", { count: due })}
        </Problem>
      )}
      {making.running && (
        <ProgressCard title={t("recurring.making")} step={making.step} onCancel={making.cancel} />
      )}
      {making.error && <Problem error={making.error} />}
      {making.outcome && <BillingRunOutcome run={making.outcome} />}
      <FilterChips chips={[]}>
        <Finder
          label={t("recurring.search")}
          value={state.text}
          onChange={(text) => change({ text, row: "" })}
        />
      </FilterChips>
      <DataTable
        name={`recurring.${shelf}`}
        label={t(`recurring.${shelf}.title`)}
        columns={columns}
        rows={rows}
        idOf={(row) => row.id}
        selected={state.row === "" ? null : Number(state.row)}
        onSelect={(id) => change({ row: String(id) })}
        onOpen={(row) => goTo(`${home}/${row.id}`)}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        exports={{ of: "recurring", filter: { kind, text: state.text, ended: state.view === "ended" } }}
        empty={
          state.text || state.view === "ended" ? (
            <EmptyState title={t("recurring.noneTitle")} body={t("recurring.noneBody")} />
          ) : (
            <EmptyState
              title={t(`recurring.${shelf}.emptyTitle`)}
              body={t(`recurring.${shelf}.emptyBody`)}
              actions={
                issues && (
                  <Button type="primary" onClick={create}>
                    {t(`recurring.${shelf}.new`)}
                  </Button>
                )
              }
            />
          )
        }
      />
    </div>
  );
}

function useColumns(shelf: TradeShelf): Column<RecurringRow>[] {
  const { t } = useTranslation();
  const isForeign = useIsForeign();
  return [
    {
      key: "name",
      title: t("recurring.name"),
      width: "minmax(140px, 1.4fr)",
      render: (row) => row.name || <span className="third">{t("recurring.unnamed")}</span>,
    },
    {
      key: "party",
      title: t(`documents.${shelf}.party`),
      width: "minmax(150px, 2fr)",
      render: (row) => row.party_name,
    },
    {
      key: "rhythm",
      title: t("recurring.rhythmTitle"),
      width: "minmax(96px, 1fr)",
      render: (row) => t(...rhythmOf(row.schedule)),
    },
    {
      key: "next",
      title: t("recurring.next"),
      width: "104px",
      render: (row) => <DateText value={row.next_on} />,
    },
    {
      key: "total",
      title: t("recurring.amount"),
      width: "124px",
      align: "end",
      render: (row) => row.total && <MoneyText value={row.total} withCurrency={isForeign(row.total)} />,
    },
    {
      key: "due",
      title: t("recurring.due"),
      width: "92px",
      align: "end",
      render: (row) => (row.due > 0 ? <span className="amber num">{row.due}</span> : null),
    },
    {
      key: "made",
      title: t("recurring.made"),
      width: "72px",
      align: "end",
      render: (row) => <span className="num">{row.made}</span>,
    },
    {
      key: "state",
      title: t("documents.state"),
      width: "96px",
      align: "end",
      render: (row) => <TemplateState state={row.state} goesOn={row.next_on !== null} />,
    },
  ];
}
