import { RightOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { BooksOverview } from "../../bindings";
import { MoneyText } from "../../components/MoneyText";
import { useForecast } from "../../lib/forecast";
import { formatAmount, isNegative, isZero } from "../../lib/money";

/** Cash by the ledger, what we owe, and what waits for the user. */
export function CashAndPayables({ books, drafts }: { books: BooksOverview; drafts: number }) {
  const { t } = useTranslation();
  const late = !isZero(books.payable_overdue.amount);
  return (
    <section className="panel block">
      <header>
        <h2>{t("overview.money")}</h2>
        <Link to="/reports/balance_sheet" aria-label={t("overview.cash")}>
          <RightOutlined />
        </Link>
      </header>
      <Link to="/reports/trial_balance" className="row baseline plain-link">
        <span className="first-figure">
          <MoneyText value={books.cash} />
        </span>
        <span className="second">{t("overview.cash")}</span>
      </Link>
      <CashToCome />
      <Link to="/reports/ap_aging" className="line apart">
        <span className="grow">{t("overview.payable")}</span>
        <MoneyText value={books.payable} zeroAs="dash" />
      </Link>
      <Link to="/suppliers?view=overdue" className="line">
        <span className="grow">{t("overview.payableOverdue")}</span>
        <MoneyText value={books.payable_overdue} zeroAs="dash" tone={late ? "red" : undefined} />
      </Link>
      {drafts > 0 && (
        <Link to="/invoices?view=drafts" className="line apart">
          <span className="grow">{t("overview.drafts")}</span>
          <span className="num">{t("overview.draftCount", { count: drafts })}</span>
        </Link>
      )}
    </section>
  );
}

/** Cash at the end of thirteen weeks with its band, and the week in which it falls below the least. */
function CashToCome() {
  const { t } = useTranslation();
  const { data } = useForecast({ span: "weeks" });
  const last = data?.periods.at(-1);
  if (!data || !last) return null;
  const short = data.alert ? data.periods[data.alert.period] : undefined;
  const { p10, p90 } = last.closing_band;
  return (
    <>
      <Link
        to="/forecast"
        className="line"
        title={t("forecast.band", { from: formatAmount(p10.amount), to: formatAmount(p90.amount) })}
      >
        <span className="grow">{t("overview.cashToCome")}</span>
        <MoneyText value={last.closing} tone={isNegative(last.closing.amount) ? "red" : undefined} />
      </Link>
      {data.alert && short && (
        <Link to={`/forecast?at=${data.alert.period}`} className="line">
          <span className="grow red">{t("overview.cashShort", { day: short.from })}</span>
          <MoneyText value={data.alert.closing} tone="red" />
        </Link>
      )}
    </>
  );
}
