import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Report, ReportCell, ReportColumn, ReportRow } from "../bindings";
import { formatAmount } from "../lib/money";
import { reportHead, reportWord } from "../lib/reportWords";

const ROW_PX = 27;
const MANY_FIGURES = 6;
/** Text that says what a row is; the other texts are codes and numbers. */
const TITLES = ["item", "account_name", "summary", "party"];

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
  const many = report.columns.filter(isFigure).length > MANY_FIGURES;
  const template = { gridTemplateColumns: report.columns.map((column) => widthOf(column, many)).join(" ") };
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
  style: object;
  marked: boolean;
  opens: Props["opens"];
};

function Line({ row, columns, style, marked, opens }: LineProps) {
  const { i18n } = useTranslation();
  return (
    <div role="row" className={`tr table-row report-row ${row.kind}`} aria-selected={marked} style={style}>
      {columns.map((column, place) => {
        const cell = row.cells[place] ?? { kind: "empty" };
        const shown = textOf(cell, i18n.language);
        const open = cell.kind === "empty" ? null : opens(row, column.key);
        const indent =
          place === 0 && cell.kind !== "day" && row.depth > 0
            ? { paddingLeft: 8 + 16 * row.depth }
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

/** A grid track for a column; figures stand closer where there are many. */
function widthOf({ key, kind }: ReportColumn, many: boolean): string {
  if (kind === "money") return many ? "minmax(90px, 1fr)" : "minmax(104px, 1fr)";
  if (kind === "date") return "100px";
  if (key === "document") return "minmax(112px, 1fr)";
  if (kind === "number" || kind === "percent") return "86px";
  if (TITLES.includes(key)) return "minmax(110px, 2fr)";
  if (key === "kind") return "minmax(132px, 1fr)";
  return key === "direction" || key === "line" ? "52px" : "minmax(76px, 1fr)";
}

const isFigure = ({ kind }: ReportColumn) => ["money", "number", "percent"].includes(kind);

function textOf(cell: ReportCell, language: string): ReactNode {
  switch (cell.kind) {
    case "empty":
      return null;
    case "money":
      return formatAmount(cell.value.amount, "dash");
    case "word":
      return reportWord(language, `word.${cell.value}`);
    case "name":
      return language === "en" ? cell.value.en || cell.value.zh : cell.value.zh || cell.value.en;
    case "count":
      return formatAmount(String(cell.value), "dash");
    default:
      return cell.value;
  }
}
