import type { ColumnKind, Ref, Report } from "../bindings";
import { formatAmount } from "../lib/money";

const widths: Record<ColumnKind, string> = {
  text: "minmax(160px, 2fr)",
  code: "minmax(80px, 1fr)",
  date: "96px",
  money: "minmax(110px, 1fr)",
  figure: "minmax(90px, 1fr)",
  percent: "80px",
  count: "80px",
};
const isFigure = (kind: ColumnKind) => ["money", "figure", "percent", "count"].includes(kind);

/** Any report as a fixed grid; a figure that has something behind it opens it. */
export function ReportGrid({ report, onOpen }: { report: Report; onOpen: (target: Ref) => void }) {
  const template = { gridTemplateColumns: report.columns.map((column) => widths[column.kind]).join(" ") };
  return (
    <div className="panel table">
      <table className="table-scroll" aria-label={report.title} style={{ display: "block" }}>
        <thead style={{ display: "block" }}>
          <tr className="tr table-head" style={template}>
            {report.columns.map((column) => (
              <th key={column.key} scope="col" className={isFigure(column.kind) ? "end" : ""}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody style={{ display: "block" }}>
          {report.rows.map((row, at) => (
            // A report's rows never move: their place is their identity.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <tr key={at} className={`tr report-row ${row.kind}`} style={template}>
              {report.columns.map((column, place) => {
                const cell = row.cells[place];
                const text =
                  cell && (column.kind === "money" ? formatAmount(cell.value, "dash") : cell.value);
                const target = cell?.opens;
                const indent = place === 0 ? { paddingLeft: 8 + 16 * row.depth } : undefined;
                return (
                  <td key={column.key} style={indent} className={isFigure(column.kind) ? "end num" : ""}>
                    {target ? (
                      <button type="button" className="plain" onClick={() => onOpen(target)}>
                        {text}
                      </button>
                    ) : (
                      text
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
