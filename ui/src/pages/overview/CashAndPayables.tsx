import { RightOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { BooksOverview } from "../../bindings";
import { MoneyText } from "../../components/MoneyText";
import { isZero } from "../../lib/money";

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
