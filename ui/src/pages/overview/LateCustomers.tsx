import { RightOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { LateParty, Money } from "../../bindings";
import { EmptyState } from "../../components/EmptyState";
import { MoneyText } from "../../components/MoneyText";

/** Who is late, with how much and since when: the largest amounts; the head opens them all. */
export function LateCustomers({ parties, overdue }: { parties: LateParty[]; overdue: Money }) {
  const { t } = useTranslation();
  return (
    <section className="panel block">
      <header>
        <h2>{t("overview.late")}</h2>
        <Link to="/customers?view=overdue">
          <MoneyText value={overdue} /> <RightOutlined />
        </Link>
      </header>
      {parties.length === 0 ? (
        <EmptyState title={t("overview.lateNone")} body={t("overview.lateNoneBody")} />
      ) : (
        <div className="lines">
          <div className="line late head-line">
            <span>{t("overview.customer")}</span>
            <span className="end">{t("overview.overdueAmount")}</span>
            <span className="end">{t("overview.daysLate")}</span>
          </div>
          {parties.map((party) => (
            <Link key={party.id} to={`/customers/${party.id}`} className="line late">
              <span>{party.name}</span>
              <span className="end">
                <MoneyText value={party.overdue} tone="red" />
              </span>
              <span className="end num">{t("overview.days", { count: party.days_late })}</span>
            </Link>
          ))}
        </div>
      )}
    </section>
  );
}
