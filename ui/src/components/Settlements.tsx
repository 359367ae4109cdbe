import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { DocumentKind, SettlementRow } from "../bindings";
import { homeOf } from "../lib/homes";
import { DateText } from "./DateText";
import { MoneyText } from "./MoneyText";

/** What settled a document, or what it settled. */
export function Settlements({ rows }: { rows: SettlementRow[] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return <p className="second">{t("documents.noSettlements")}</p>;
  return (
    <table className="entry">
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.seq}.${row.number}`}>
            <td>
              <Link className="num" to={homeOf(row.kind as DocumentKind, row.document_id)}>
                {row.number}
              </Link>{" "}
              <small className="second">
                {t(`kinds.${row.kind as DocumentKind}`)} <DateText value={row.date} />
              </small>
            </td>
            <td className="end">
              <MoneyText value={row.amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
