import { RightOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { AgeBucket, Overview } from "../../bindings";
import { MoneyText } from "../../components/MoneyText";
import { isZero } from "../../lib/money";

/** The receivable by age as a bar and its figures; advances stand apart and are never netted. */
export function Ages({ figures }: { figures: Overview }) {
  const { t } = useTranslation();
  const nameOf = ({ from_days, to_days }: AgeBucket) => {
    if (from_days === null) return t("overview.notDue");
    return to_days === null
      ? t("overview.daysOver", { days: from_days - 1 })
      : t("overview.daysRange", { from: from_days, to: to_days });
  };
  return (
    <section className="panel block">
      <header>
        <h2>{t("overview.ages")}</h2>
        <Link to="/reports/ar_aging">
          {t("overview.byDue")} <RightOutlined />
        </Link>
      </header>
      <div className="row baseline">
        <Link to="/customers?view=open" className="first-figure">
          <MoneyText value={figures.receivable} />
        </Link>
        <span className="grow" />
        <Link to="/customers?view=overdue" className={isZero(figures.overdue.amount) ? "second" : "red"}>
          {t("overview.overdue")} <MoneyText value={figures.overdue} />
        </Link>
      </div>
      <div className="age-bar" aria-hidden="true">
        {figures.ages.map((bucket, at) => (
          // Only drawn: the share of the bar is no figure that anyone reads.
          <span
            key={String(bucket.from_days)}
            className={`age-${at}`}
            style={{ flexGrow: Math.max(0, Number(bucket.amount.amount)) }}
          />
        ))}
      </div>
      {figures.ages.map((bucket, at) => (
        <Link key={String(bucket.from_days)} to="/reports/ar_aging" className="line">
          <i className={`age-${at}`} />
          <span className="grow">{nameOf(bucket)}</span>
          <MoneyText value={bucket.amount} zeroAs="dash" />
        </Link>
      ))}
      <Link to="/customers" className="line apart">
        <span className="grow">{t("overview.advances")}</span>
        <MoneyText value={figures.advances} zeroAs="dash" />
      </Link>
    </section>
  );
}
