/** The views of customers by class: which report each shows, and what it can be asked. */
import type {
  ClassBy,
  PivotMeasure,
  PivotPeriod,
  Report,
  ReportCell,
  ReportName,
  ReportRequest,
} from "../../bindings";
import type { Bar } from "../../components/BarChart";
import { formatAmount } from "../../lib/money";
import { reportHead } from "../../lib/reportWords";

export const VIEWS = ["overview", "pivot", "movement", "customers", "visits"] as const;
export type ClassView = (typeof VIEWS)[number];

export const CLASSES: ClassBy[] = [
  "industry",
  "big_region",
  "region",
  "power",
  "abc",
  "source",
  "owner",
  "tag",
  "currency",
  "terms",
  "party",
];
export const PERIODS: PivotPeriod[] = ["month", "quarter", "year"];
export const MEASURES: PivotMeasure[] = ["net", "quantity", "documents"];

export const START = {
  view: "overview",
  class: "industry",
  period: "month",
  measure: "net",
  from: "",
  segment: "",
  detail: "",
};
export type State = typeof START;

const names: Record<Exclude<ClassView, "visits">, ReportName> = {
  overview: "class_overview",
  pivot: "sales_pivot",
  movement: "customer_movement",
  customers: "customer_classes",
};

export const viewOf = (text: string): ClassView => VIEWS.find((view) => view === text) ?? "overview";

export function requestOf(state: State, day: string): ReportRequest {
  const view = viewOf(state.view);
  return {
    name: names[view === "visits" ? "overview" : view],
    as_of: day,
    from: state.from === "" ? null : state.from,
    by: "due_date",
    kind: "open_item",
    group: "party",
    detail: state.detail === "yes",
    later_receipts: false,
    segment: state.segment === "" ? null : Number(state.segment),
    class: state.class as ClassBy,
    period: state.period as PivotPeriod,
    measure: state.measure as PivotMeasure,
  };
}

/** Bars that fit beside each other. */
const BARS_MAX = 16;

/** What a view's chart shows: sales by class, sales by period, active customers by month; and the cell behind each. */
export function barsOf(report: Report, view: ClassView, language: string, word: (code: string) => string) {
  const lines = report.rows.filter((row) => row.kind === "line" && row.depth === 0);
  const of = (name: string, cell: ReportCell | undefined): Bar => ({ name, ...measured(cell) });
  if (view === "pivot") {
    const total = report.rows.find((row) => row.kind === "total");
    return report.columns.flatMap((column, at) =>
      column.detail?.kind === "period" ? [of(reportHead(language, column), total?.cells[at])] : [],
    );
  }
  const column = view === "movement" ? "customers_active" : "year_net";
  const at = report.columns.findIndex(({ key }) => key === column);
  const label = view === "customers" ? 1 : 0;
  return lines
    .slice(0, view === "movement" ? lines.length : BARS_MAX)
    .map((row) => of(nameOf(row.cells[label], language, word), row.cells[at]));
}

export function nameOf(cell: ReportCell | undefined, language: string, word: (code: string) => string) {
  if (cell?.kind === "name") return language === "en" ? cell.value.en : cell.value.zh;
  if (cell?.kind === "word") return word(cell.value);
  return cell?.kind === "text" ? cell.value : "";
}

function measured(cell: ReportCell | undefined): { height: number; text: string } {
  if (cell?.kind === "money") {
    const { amount } = cell.value;
    return { height: Number(amount), text: formatAmount(amount) };
  }
  if (cell?.kind === "count") return { height: cell.value, text: String(cell.value) };
  if (cell?.kind === "figure") return { height: Number(cell.value), text: formatAmount(cell.value) };
  return { height: 0, text: "" };
}
