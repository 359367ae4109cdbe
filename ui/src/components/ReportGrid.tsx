import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Report, ReportCell, ReportColumn, ReportRow } from "../bindings";
import { formatAmount, padDecimals } from "../lib/money";
import { reportHead, reportWord, voucherNumber } from "../lib/reportWords";

const ROW_PX = 27;
/** What names and other texts may ask for before they are cut. */
const TITLE_PX = 150;
const TEXT_PX = 132;
/** Text that says what a row is; the other texts are codes and numbers. */
const TITLES = ["item", "account_name", "summary", "party", "class"];

type Props = {
  report: Report;
  /** What a cell of a row opens into, if anything. */
  opens: (row: ReportRow, column: string) => ((cell: HTMLElement) => void) | null;
  /** Whether a row is what lies open beside the grid. */
  marks?: (row: ReportRow) => boolean;
  /** What stands beneath the sums where nothing is summed. */
  empty?: ReactNode;
};

/** Any report as a fixed grid; what has something behind it opens it. Rows are virtual: a ledger has thousands. */
export function ReportGrid({ report, opens, marks, empty }: Props) {
  const { i18n } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const decimals = useMemo(() => decimalsOf(report), [report]);
  const template = useMemo(() => {
    const tracks = report.columns.map((column, at) => trackOf(column, at, report, i18n.language));
    return { gridTemplateColumns: tracks.join(" ") };
  }, [report, i18n.language]);
  const virtual = useVirtualizer({
    count: report.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 20,
    initialRect: { width: 1000, height: 600 },
  });
  return (
    <div
      className="panel table"
      role="grid"
      aria-label={reportWord(i18n.language, `report.${report.name}`)}
      aria-rowcount={report.rows.length}
    >
      <div className="table-scroll" ref={scroller}>
        <div className="tr table-head report-head" role="row" style={template}>
          {report.columns.map((column) => (
            <div key={column.key} role="columnheader" className={isFigure(column) ? "end" : ""}>
              {reportHead(i18n.language, column)}
            </div>
          ))}
        </div>
        <div style={{ height: virtual.getTotalSize(), position: "relative" }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = report.rows[index];
            return (
              row && (
                <Line
                  key={index}
                  row={row}
                  columns={report.columns}
                  decimals={decimals}
                  style={{ ...template, top: start }}
                  marked={marks?.(row) ?? false}
                  opens={opens}
                />
              )
            );
          })}
        </div>
        {report.rows.every((row) => row.kind === "total") && empty}
      </div>
    </div>
  );
}

type LineProps = {
  row: ReportRow;
  columns: ReportColumn[];
  decimals: number[];
  style: object;
  marked: boolean;
  opens: Props["opens"];
};

function Line({ row, columns, decimals, style, marked, opens }: LineProps) {
  const { i18n } = useTranslation();
  return (
    <div role="row" className={`tr table-row report-row ${row.kind}`} aria-selected={marked} style={style}>
      {columns.map((column, place) => {
        const cell = row.cells[place] ?? { kind: "empty" };
        const shown = textOf(cell, column.key, i18n.language, decimals[place] ?? 0);
        const open = cell.kind === "empty" ? null : opens(row, column.key);
        const indent =
          place === 0 && cell.kind !== "day" && row.depth > 0
            ? { paddingLeft: 6 + INDENT_PX * row.depth }
            : undefined;
        return (
          <div
            key={column.key}
            role="gridcell"
            style={indent}
            className={isFigure(column) ? "end num" : column.kind === "date" ? "num" : ""}
            title={typeof shown === "string" ? shown : undefined}
          >
            {open ? (
              <button type="button" className="plain opens" onClick={(event) => open(event.currentTarget)}>
                {shown}
              </button>
            ) : (
              shown
            )}
          </div>
        );
      })}
    </div>
  );
}

/** Rough widths of characters, from which a column's least width follows. */
const WIDE_PX = 13;
const NARROW_PX = 8.2;
const PADDING_PX = 14;
/** The last column leaves room for the scroll bar. */
const LAST_PX = 8;
const INDENT_PX = 16;

/** A grid track: figures are always shown whole, texts give way to each other. */
function trackOf(column: ReportColumn, at: number, { columns, rows }: Report, language: string): string {
  const { key, kind } = column;
  if (kind === "date") return "100px";
  const title = TITLES.includes(key);
  const padding = PADDING_PX + (at === columns.length - 1 ? LAST_PX : 0);
  const most = isFigure(column) ? Number.POSITIVE_INFINITY : title ? TITLE_PX : TEXT_PX;
  const head = reportHead(language, column).split(" ");
  let least = Math.max(...head.map(widthOf));
  for (const { cells, depth, kind: row } of rows) {
    if (least + padding >= most) break;
    const cell = cells[at];
    if (!cell || row === "heading" || (row === "total" && !isFigure(column))) continue;
    // Amounts are many: their separators are allowed for, not written.
    const width =
      cell.kind === "money"
        ? 1.1 * widthOf(cell.value.amount)
        : widthOf(String(textOf(cell, key, language, 0) ?? ""));
    least = Math.max(least, width + (at === 0 ? depth * INDENT_PX : 0));
  }
  return `minmax(${Math.round(Math.min(most, least + padding))}px, ${title ? 3 : 1}fr)`;
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character > "\u2e7f" ? WIDE_PX : NARROW_PX;
  return width;
}

const isFigure = ({ kind }: ReportColumn) => ["money", "number", "percent"].includes(kind);

/** The most decimals of each column of figures, so that their points stand in line. */
function decimalsOf({ columns, rows }: Report): number[] {
  const places = (cell: ReportCell | undefined) =>
    cell?.kind === "figure" ? (cell.value.split(".")[1] ?? "").length : 0;
  return columns.map((_, at) => rows.reduce((most, row) => Math.max(most, places(row.cells[at])), 0));
}

function textOf(cell: ReportCell, key: string, language: string, decimals: number): ReactNode {
  switch (cell.kind) {
    case "empty":
      return null;
    case "money":
      return formatAmount(cell.value.amount, "dash");
    case "word":
      return reportWord(language, `word.${cell.value}`);
    case "name":
      return language === "en" ? cell.value.en || cell.value.zh : cell.value.zh || cell.value.en;
    case "figure":
      return formatAmount(padDecimals(cell.value, decimals));
    case "count":
      return formatAmount(String(cell.value), "dash");
    default:
      return key === "voucher" && cell.value ? voucherNumber(language, String(cell.value)) : cell.value;
  }
}
