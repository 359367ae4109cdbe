import { useTranslation } from "react-i18next";
import type { ImportInspection } from "../../bindings";

const ROWS_SHOWN = 8;

/** The first rows as they stand in the file. */
export function Sample({ inspection }: { inspection: ImportInspection }) {
  const { t } = useTranslation();
  const rows = inspection.sample.slice(0, ROWS_SHOWN);
  if (rows.length === 0) return null;
  return (
    <section className="panel import-sample" aria-label={t("import.sample")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("import.rowHead")}</th>
            {inspection.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <th scope="row" className="num">
                {row.row}
              </th>
              {inspection.columns.map((column, at) => (
                <td key={column}>{row.cells[at]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
