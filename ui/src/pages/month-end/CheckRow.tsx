import { CheckCircleFilled, CloseCircleFilled, WarningFilled } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { MonthCheck } from "../../bindings";
import type { Words } from "../../lib/i18n";
import { formatAmount } from "../../lib/money";

type Code = keyof Words["month"]["checks"];

/** Where a check that does not hold is settled. */
const settledAt: Partial<Record<string, string>> = {
  drafts: "/invoices?view=drafts",
  trial_balance: "/reports/trial_balance",
  unapplied_receipts: "/receipts",
  unapplied_payments: "/payments",
  control_accounts: "/reports/ar_aging",
  opening_clearing: "/reports/trial_balance",
  vat_transfer: "/reports/vat_summary",
  recurring: "/overview",
};

/** One line of the checklist; one that does not hold says what contradicts it and where to settle it. */
export function CheckRow({ at, check }: { at: number; check: MonthCheck }) {
  const { t, i18n } = useTranslation();
  const known = i18n.exists(`month.checks.${check.code}`);
  const way = settledAt[check.code] ?? "/settings/proof";
  return (
    <div className={`month-check ${check.state}`}>
      {check.state === "ok" && <CheckCircleFilled className="green" />}
      {check.state === "warning" && <WarningFilled className="amber" />}
      {check.state === "failed" && <CloseCircleFilled className="red" />}
      <span className="second num">{at}</span>
      <span>{known ? t(`month.checks.${check.code as Code}`) : check.code}</span>
      <span className="second num">
        {check.count !== null && check.count > 0 && t("month.count", { count: check.count })}
        {check.amount && `${check.amount.currency} ${formatAmount(check.amount.amount)}`}
        {check.faults.length > 0 && check.faults.join(", ")}
      </span>
      {check.state === "ok" ? <span /> : <Link to={way}>{t("month.settle")}</Link>}
    </div>
  );
}
