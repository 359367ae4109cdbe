import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { FileFormat, OpportunityList, Report, ReportName, ReportRow } from "../../bindings";
import { type Bar, BarChart } from "../../components/BarChart";
import { DateInput } from "../../components/DateInput";
import { EmptyState } from "../../components/EmptyState";
import { FilterChips } from "../../components/FilterChips";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { ReportGrid } from "../../components/ReportGrid";
import { activitiesOf } from "../../lib/activities";
import { useAsOf } from "../../lib/asOf";
import { DoorError } from "../../lib/door";
import { sentenceOf } from "../../lib/i18n";
import { formatAmount } from "../../lib/money";
import { usePageState } from "../../lib/pageState";
import { addressOf } from "../../lib/pipeline";
import { saveFile } from "../../lib/saveFile";
import { requestOf } from "./queries";
import { Targets } from "./Targets";
import "./performance.css";
import { useExport, useReport } from "../../lib/reports";

const START = { tab: "funnel", from: "", to: "" };
const REPORTS = {
  funnel: "pipeline_funnel",
  people: "sales_performance",
  cohorts: "pipeline_cohorts",
  forecast: "forecast_accuracy",
  activity: "sales_activity",
} as const satisfies Record<string, ReportName>;
type Tab = keyof typeof REPORTS | "targets";
const TABS: Tab[] = ["funnel", "people", "activity", "cohorts", "forecast", "targets"];

/** What the sales work brings: funnel, people, activity, cohorts, forecasts, targets; each figure opens what it counts. */
export function PerformancePage() {
  const { t } = useTranslation();
  const [state, change] = usePageState(START);
  const { day } = useAsOf();
  const tab = (TABS as string[]).includes(state.tab) ? (state.tab as Tab) : "funnel";
  const to = state.to || day;
  const from = state.from || `${to.slice(0, 4)}-01-01`;
  const year = Number(day.slice(0, 4));
  const quarter = String(Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, "0");
  const spans: [string, string, string][] = [
    [t("performance.month"), `${day.slice(0, 7)}-01`, day],
    [t("performance.quarter"), `${year}-${quarter}-01`, day],
    [t("performance.thisYear"), `${year}-01-01`, day],
    [t("performance.lastYear"), `${year - 1}-01-01`, `${year - 1}-12-31`],
  ];
  return (
    <div className="page-main">
      <PageHead
        title={t("performance.title")}
        views={TABS.map((key) => ({ key, title: t(`performance.tabs.${key}`) }))}
        view={tab}
        onView={(key) => change({ tab: key }, "push")}
        actions={<Exports name={tab === "targets" ? "sales_targets" : REPORTS[tab]} from={from} to={to} />}
      />
      {tab === "targets" ? (
        <Targets day={day} />
      ) : (
        <>
          <FilterChips chips={[]}>
            <span className="row performance-days">
              {t("performance.from")}
              <DateInput
                label={t("performance.from")}
                value={from}
                onChange={(value) => change({ from: value })}
              />
              {t("performance.to")}
              <DateInput label={t("performance.to")} value={to} onChange={(value) => change({ to: value })} />
            </span>
            {spans.map(([word, first, last]) => (
              <button
                key={word}
                type="button"
                className="plain view"
                aria-pressed={from === first && to === last}
                onClick={() => change({ from: first, to: last })}
              >
                {word}
              </button>
            ))}
          </FilterChips>
          <Figures tab={tab} from={from} to={to} />
        </>
      )}
    </div>
  );
}

type FiguresProps = { tab: keyof typeof REPORTS; from: string; to: string };

function Figures({ tab, from, to }: FiguresProps) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const report = useReport(requestOf(REPORTS[tab], to, from));
  if (report.error) return <Problem error={report.error} />;
  if (!report.data) return null;
  const bars = barsOf(tab, report.data);
  const nothing =
    report.data.rows.every((row) => row.kind !== "line") || (tab === "funnel" && empty(report.data));
  const opens = (row: ReportRow, column: string) => {
    const target = row.opens;
    if (target?.kind === "activities") return () => goTo(activitiesOf(target.filter, column));
    const filter = filterOf(row, column, { from, to });
    return filter ? () => goTo(addressOf(filter)) : null;
  };
  return (
    <>
      <p className="second">{t(`performance.${tab}Body`)}</p>
      {nothing ? (
        <EmptyState
          title={t(tab === "activity" ? "activities.list.emptyTitle" : "performance.emptyTitle")}
          body={t(tab === "activity" ? "activities.list.emptyBody" : "performance.emptyBody")}
          actions={
            tab === "activity" ? (
              <Button onClick={() => goTo("/customers")}>{t("nav.customers")}</Button>
            ) : (
              <Button onClick={() => goTo("/pipeline")}>{t("performance.toPipeline")}</Button>
            )
          }
        />
      ) : (
        <>
          {isDrawn(tab) && bars.length > 0 && (
            <div className="panel performance-chart">
              <BarChart label={t(`performance.charts.${tab}`)} bars={bars} marksLast={tab === "funnel"} />
            </div>
          )}
          <ReportGrid report={report.data} opens={opens} />
        </>
      )}
    </>
  );
}

/** A funnel has its stages even where nothing has gone through them. */
const empty = (report: Report) =>
  report.rows
    .filter((row) => row.kind === "line")
    .every((row) => !cellOf(report, row, "ever_entered") && !cellOf(report, row, "open_count"));

function cellOf(report: Report, row: ReportRow, column: string): number | null {
  const cell = row.cells[report.columns.findIndex(({ key }) => key === column)];
  return cell?.kind === "count" ? cell.value : null;
}

/** The column that a tab draws. */
const BARS = { funnel: "ever_entered", people: "won_amount", activity: "activities" } as const;
const isDrawn = (tab: FiguresProps["tab"]): tab is keyof typeof BARS => tab in BARS;

/** The height of a bar comes from its text; the text is what is read. */
function barsOf(tab: FiguresProps["tab"], report: Report): Bar[] {
  const column = isDrawn(tab) ? BARS[tab] : null;
  const at = report.columns.findIndex(({ key }) => key === column);
  if (at < 0) return [];
  return report.rows
    .filter((row) => row.kind === "line")
    .map((row) => {
      const [name, cell] = [row.cells[0], row.cells[at]];
      const named = name?.kind === "name" ? nameOf(name.value) : name?.kind === "text" ? name.value : "";
      if (cell?.kind === "money")
        return { name: named, height: Number(cell.value.amount), text: formatAmount(cell.value.amount) };
      return { name: named, height: cell?.kind === "count" ? cell.value : 0, text: textOf(cell) };
    });
}

const textOf = (cell: ReportRow["cells"][number] | undefined) =>
  cell?.kind === "count" ? String(cell.value) : "";
const nameOf = ({ zh, en }: { zh: string; en: string }) =>
  document.documentElement.lang.startsWith("en") ? en : zh;

/** The opportunities behind a figure: those of its row, narrowed to what its column counts. */
function filterOf(
  row: ReportRow,
  column: string,
  { from, to }: { from: string; to: string },
): OpportunityList | null {
  if (row.opens?.kind !== "opportunities") return null;
  const of = row.opens.filter;
  const inPeriod = { ended_from: from, ended_to: to };
  switch (column) {
    case "open_count":
    case "open_amount":
    case "weighted":
    case "velocity":
      // Of a stage: those that stand in it, whenever they began.
      return of.ever_entered
        ? { pipeline_id: of.pipeline_id, stage_id: of.ever_entered, state: "open" }
        : { ...of, state: "open" };
    case "won_count":
    case "won_amount":
      return { ...of, state: "won", ...(of.created_from ? {} : inPeriod) };
    case "lost_count":
    case "given_up_count":
      return { ...of, state: "lost", ...(of.created_from ? {} : inPeriod) };
    case "begun_count":
      return of.created_from ? of : { ...of, created_from: from, created_to: to };
    default:
      return of;
  }
}

const FORMATS: FileFormat[] = ["pdf", "xlsx", "csv"];

function Exports({ name, from, to }: { name: ReportName; from: string; to: string }) {
  const { message } = App.useApp();
  const making = useExport();
  const make = async (format: FileFormat) => {
    try {
      await saveFile(await making.mutateAsync({ request: requestOf(name, to, from), format }));
    } catch (thrown) {
      void message.error(sentenceOf(DoorError.from(thrown)));
    }
  };
  return (
    <>
      {FORMATS.map((format) => (
        <Button key={format} disabled={making.isPending} onClick={() => void make(format)}>
          {format.toUpperCase()}
        </Button>
      ))}
    </>
  );
}
