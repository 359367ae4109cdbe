import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Report, ReportCell, ReportColumn, ReportRow } from "../bindings";
import { formatAmount } from "../lib/money";
import { reportWord } from "../lib/reportWords";

const ROW_PX = 27;
/** Text that says what a row is; the other texts are codes and numbers. */
const TITLES = ["item", "account_name", "summary", "party"];

type Props = {
  report: Report;
  /** What a cell of a row opens into, if anything. */
  opens: (row: ReportRow, column: string) => (() => void) | null;
  /** Whether a row is what lies open beside the grid. */
  marks?: (row: ReportRow) => boolean;
};

/** Any report as a fixed grid; what has something behind it opens it. Rows are virtual: a ledger has thousands. */
export function ReportGrid({ report, opens, marks }: Props) {
  const { i18n } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const template = { gridTemplateColumns: report.columns.map(widthOf).join(" ") };
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
              {reportWord(i18n.language, `column.${column.key}`)}
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
  // The first text of a row carries its indentation.
  const first = row.cells.findIndex((cell) => ["text", "word", "name"].includes(cell.kind));
  return (
    <div role="row" className={`tr table-row report-row ${row.kind}`} aria-selected={marked} style={style}>
      {columns.map((column, place) => {
        const cell = row.cells[place] ?? { kind: "empty" };
        const shown = textOf(cell, i18n.language);
        const open = cell.kind === "empty" ? null : opens(row, column.key);
        const indent = place === first && row.depth > 0 ? { paddingLeft: 8 + 16 * row.depth } : undefined;
        return (
          <div
            key={column.key}
            role="gridcell"
            style={indent}
            className={isFigure(column) ? "end num" : column.kind === "date" ? "num" : ""}
            title={typeof shown === "string" ? shown : undefined}
          >
            {open ? (
              <button type="button" className="plain opens" onClick={open}>
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

function widthOf({ key, kind }: ReportColumn): string {
  if (kind === "money") return "minmax(104px, 1fr)";
  if (kind === "date") return "100px";
  if (key === "document") return "minmax(112px, 1fr)";
  if (kind === "number" || kind === "percent") return "76px";
  if (TITLES.includes(key)) return "minmax(110px, 2fr)";
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
