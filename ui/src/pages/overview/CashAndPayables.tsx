import { RightOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Overview } from "../../bindings";
import { MoneyText } from "../../components/MoneyText";
import { isZero } from "../../lib/money";

/** Cash by the ledger, what we owe, and what waits for the user. */
export function CashAndPayables({ figures }: { figures: Overview }) {
  const { t } = useTranslation();
  const late = !isZero(figures.payable_overdue.amount);
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
          <MoneyText value={figures.cash} />
        </span>
        <span className="second">{t("overview.cash")}</span>
      </Link>
      <Link to="/reports/ap_aging" className="line apart">
        <span className="grow">{t("overview.payable")}</span>
        <MoneyText value={figures.payable} zeroAs="dash" />
      </Link>
      <Link to="/suppliers?view=overdue" className="line">
        <span className="grow">{t("overview.payableOverdue")}</span>
        <MoneyText value={figures.payable_overdue} zeroAs="dash" tone={late ? "red" : undefined} />
      </Link>
      {figures.drafts > 0 && (
        <Link to="/invoices?view=drafts" className="line apart">
          <span className="grow">{t("overview.drafts")}</span>
          <span className="num">{t("overview.draftCount", { count: figures.drafts })}</span>
        </Link>
      )}
    </section>
  );
}
