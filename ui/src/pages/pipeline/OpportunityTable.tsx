import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { OpportunityRow, OpportunitySort, Pipeline } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { MoneyText } from "../../components/MoneyText";
import { useNameIn } from "../../lib/pipeline";
import { useIsForeign } from "../../lib/session";
import { PipelineEmpty } from "./PipelineEmpty";
import { useOpportunities, useTotals } from "./queries";
import { isFiltered, listOf, START, type State } from "./state";

type Props = { state: State; change: (change: Partial<State>) => void; pipeline: Pipeline };

const SORTS: Record<string, OpportunitySort> = {
  title: "title",
  amount: "amount",
  deadline: "deadline",
  closes: "expected_close",
  created: "created",
};
/** Which way round each order is; the program knows one for each. */
const DESCENDING: OpportunitySort[] = ["amount", "created"];

/** The opportunities that a filter leaves, as a list that can be sorted and exported. */
export function OpportunityTable({ state, change, pipeline }: Props) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const filter = listOf(state, pipeline.id);
  const list = useOpportunities(filter);
  const totals = useTotals(filter).data;
  const columns = useColumns(pipeline);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const key = Object.entries(SORTS).find(([, sort]) => sort === state.sort)?.[0] ?? "deadline";
  return (
    <DataTable
      name="opportunities"
      label={t("pipeline.title")}
      columns={columns}
      rows={rows}
      idOf={(row) => row.id}
      sort={{ key, descending: DESCENDING.includes(state.sort as OpportunitySort) }}
      onSort={(sort) => change({ sort: SORTS[sort.key] ?? "deadline" })}
      selected={state.row === "" ? null : Number(state.row)}
      onSelect={(id) => change({ row: String(id) })}
      onOpen={(row) => goTo(`/pipeline/${row.id}`)}
      loading={list.isFetching}
      error={list.error}
      onRetry={() => list.refetch()}
      hasMore={list.hasNextPage}
      onMore={() => list.fetchNextPage()}
      exports={{ of: "opportunities", filter }}
      totals={
        totals && {
          title: t("pipeline.total", { count: totals.count }),
          amount: <MoneyText value={totals.total} withCurrency />,
        }
      }
      empty={<PipelineEmpty filtered={isFiltered(state)} onAll={() => change({ ...START, view: "list" })} />}
    />
  );
}

function useColumns(pipeline: Pipeline): Column<OpportunityRow>[] {
  const { t } = useTranslation();
  const nameIn = useNameIn();
  const isForeign = useIsForeign();
  const stageOf = (row: OpportunityRow) => pipeline.stages.find((stage) => stage.id === row.stage_id);
  return [
    {
      key: "title",
      title: t("pipeline.opportunity"),
      width: "minmax(150px, 1.6fr)",
      sortable: true,
      render: (row) => row.title,
    },
    {
      key: "party",
      title: t("pipeline.customer"),
      width: "minmax(130px, 1.4fr)",
      render: (row) => row.party_name,
    },
    {
      key: "stage",
      title: t("pipeline.stage"),
      width: "minmax(84px, 0.8fr)",
      render: (row) => {
        const stage = stageOf(row);
        return stage && nameIn(stage);
      },
    },
    {
      key: "amount",
      title: t("pipeline.amount"),
      width: "128px",
      align: "end",
      sortable: true,
      render: (row) => <MoneyText value={row.amount} withCurrency={isForeign(row.amount)} />,
    },
    {
      key: "owner",
      title: t("pipeline.owner"),
      width: "minmax(80px, 0.8fr)",
      render: (row) =>
        row.owner_active ? (
          row.owner_name
        ) : (
          <span className="red">{t("pipeline.left", { owner: row.owner_name })}</span>
        ),
    },
    {
      key: "age",
      title: t("pipeline.age"),
      width: "64px",
      align: "end",
      render: (row) => row.state === "open" && <span className="num">{row.age_days}</span>,
    },
    {
      key: "deadline",
      title: t("pipeline.deadline"),
      width: "104px",
      sortable: true,
      render: (row) => (
        <span className={row.slipped ? "red" : undefined}>
          <DateText value={row.deadline_on} />
        </span>
      ),
    },
    {
      key: "next_step",
      title: t("pipeline.nextStep"),
      width: "minmax(120px, 1.2fr)",
      render: (row) =>
        row.next_step === "" ? (
          row.state === "open" && <span className="amber">{t("pipeline.flags.no_next_step")}</span>
        ) : (
          <span className={row.no_next_step ? "red" : undefined}>
            {`${row.next_step} ${row.next_step_on ?? ""}`}
          </span>
        ),
    },
    {
      key: "closes",
      title: t("pipeline.closes"),
      width: "104px",
      sortable: true,
      render: (row) => <DateText value={row.expected_close_on} />,
    },
    {
      key: "created",
      title: t("pipeline.created"),
      width: "116px",
      sortable: true,
      render: (row) => <DateText value={row.created_on} />,
    },
  ];
}
