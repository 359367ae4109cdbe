import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Opportunity } from "../../bindings";
import { MoneyText } from "../../components/MoneyText";
import { homeOf } from "../../lib/homes";
import { useDocuments } from "./queries";

/** The quotes, orders, deliveries and invoices of an opportunity. */
export function Documents({ of }: { of: Opportunity }) {
  const { t } = useTranslation();
  const rows = useDocuments(of.id).data ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="panel side-box">
      <h2>{t("pipeline.documents")}</h2>
      {rows.map((row) => (
        <div key={row.id} className="row">
          <Link to={homeOf(row.kind, row.id)}>{row.number}</Link>
          <span className="second">{row.date}</span>
          <span className="grow" />
          <MoneyText value={row.total} />
        </div>
      ))}
    </section>
  );
}
