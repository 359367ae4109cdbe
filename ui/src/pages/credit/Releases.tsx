import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CreditRelease, DocumentKind } from "../../bindings";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { homeOf, homeOfParty } from "../../lib/homes";
import { useBusinessDay } from "../../lib/session";
import { useReleases } from "./queries";

/** The journal of releases: who let what pass, why, and what used it. */
export function Releases() {
  const { t } = useTranslation();
  const { data, error } = useReleases();
  if (error) return <Problem error={error} />;
  if (data?.length === 0)
    return <EmptyState title={t("credit.release.title")} body={t("credit.release.none")} />;
  return (
    <section className="panel credit-journal">
      <table className="record-lines">
        <thead>
          <tr>
            <th>{t("credit.release.date")}</th>
            <th>{t("credit.customer")}</th>
            <th className="end">{t("credit.card.amount")}</th>
            <th>{t("credit.release.reason")}</th>
            <th>{t("credit.release.requested")}</th>
            <th>{t("credit.release.approved")}</th>
            <th>{t("credit.release.until")}</th>
            <th>{t("credit.release.usedBy")}</th>
          </tr>
        </thead>
        <tbody>
          {data?.map((release) => (
            <tr key={release.seq}>
              <td>
                <DateText value={release.date} />
              </td>
              <td>
                <Link to={`${homeOfParty("customer", release.party_id)}?tab=credit`}>
                  {release.party_name}
                </Link>
              </td>
              <td className="end">
                <MoneyText value={release.amount} />
              </td>
              <td>{release.reason}</td>
              <td>{release.requested_by}</td>
              <td
                className={release.alone ? "amber" : ""}
                title={release.alone ? t("credit.override.alone") : ""}
              >
                {release.approved_by}
              </td>
              <td>
                <DateText value={release.until} />
              </td>
              <td>
                <UsedBy release={release} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function UsedBy({ release }: { release: CreditRelease }) {
  const { t } = useTranslation();
  const today = useBusinessDay();
  if (release.document_id)
    return (
      <Link className="num" to={homeOf(release.document_kind as DocumentKind, release.document_id)}>
        {release.document_number}
      </Link>
    );
  return (
    <span className="second">
      {t(release.until < today ? "credit.release.expired" : "credit.release.unused")}
    </span>
  );
}
