import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Problem } from "../../components/Problem";
import { formatAmount } from "../../lib/money";
import { useOpenOrders } from "./queries";

/** The line that says what was delivered and not invoiced, and which orders are late; each opens. */
export function DueBilling() {
  const { t } = useTranslation();
  const { data } = useOpenOrders();
  if (!data) return null;
  const amount = `${data.delivered.currency} ${formatAmount(data.delivered.amount)}`;
  return (
    <>
      {data.to_bill > 0 && (
        <Problem actions={<Link to="/billing">{t("orders.billing.title")}</Link>}>
          {t("orders.billing.waiting", { count: data.to_bill, amount })}
        </Problem>
      )}
      {data.late > 0 && (
        <Problem actions={<Link to="/orders?view=overdue">{t("app.open")}</Link>}>
          {t("orders.billing.late", { count: data.late })}
        </Problem>
      )}
    </>
  );
}
