import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { DocumentKind } from "../../bindings";
import { CreditGrade, CreditLevel } from "../../components/CreditGrade";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { homeOf, homeOfParty } from "../../lib/homes";
import { useChecks } from "./queries";

/** What credit control said of the last documents of customers with a limit. */
export function Checks() {
  const { t } = useTranslation();
  const { data, error } = useChecks();
  if (error) return <Problem error={error} />;
  if (data?.length === 0)
    return <EmptyState title={t("credit.views.checks")} body={t("credit.checks.none")} />;
  return (
    <section className="panel credit-journal">
      <table className="record-lines">
        <thead>
          <tr>
            <th>{t("credit.release.date")}</th>
            <th>{t("credit.checks.document")}</th>
            <th>{t("credit.customer")}</th>
            <th>{t("credit.grade")}</th>
            <th className="end">{t("credit.limit")}</th>
            <th className="end">{t("credit.exposure")}</th>
            <th className="end">{t("credit.checks.adds")}</th>
            <th className="end">{t("credit.overdue")}</th>
            <th>{t("credit.status")}</th>
          </tr>
        </thead>
        <tbody>
          {data?.map(({ check, kind, number, party_name }) => (
            <tr key={check.document_id}>
              <td>
                <DateText value={check.date} />
              </td>
              <td className="num">
                <Link to={homeOf(kind as DocumentKind, check.document_id)}>{number}</Link>
              </td>
              <td>
                <Link to={`${homeOfParty("customer", check.party_id)}?tab=credit`}>{party_name}</Link>
              </td>
              <td>
                <CreditGrade grade={check.grade} />
              </td>
              <td className="end">
                <MoneyText value={check.limit} />
              </td>
              <td className="end">
                <MoneyText value={check.exposure} />
              </td>
              <td className="end">
                <MoneyText value={check.adds} zeroAs="dash" />
              </td>
              <td className="end num">
                {check.overdue_days > 0 ? t("credit.days", { count: check.overdue_days }) : "–"}
              </td>
              <td>
                <CreditLevel level={check.level} />{" "}
                {!check.enforced && <span className="second">{t("credit.checks.recorded")}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
