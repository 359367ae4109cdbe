import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { Overview } from "../../bindings";
import { Key } from "../../components/Key";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { useAsOf } from "../../lib/asOf";
import { useShortcuts } from "../../lib/keyboard";
import { useMay, useSession } from "../../lib/session";
import { Ages } from "./Ages";
import { CashAndPayables } from "./CashAndPayables";
import { DueBilling } from "./DueBilling";
import { DueRecurring } from "./DueRecurring";
import { DueToday } from "./DueToday";
import { GettingStarted } from "./GettingStarted";
import { LateCustomers } from "./LateCustomers";
import { useOverview } from "./queries";
import { Sales } from "./Sales";
import "./overview.css";

const isEmpty = (figures: Overview) =>
  figures.customers === 0 && figures.documents === 0 && figures.drafts === 0;

/** What is owed, what is late and from whom, cash, sales and payables today; each figure opens its list. */
export function OverviewPage() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const { day, past } = useAsOf();
  const { data: figures, error } = useOverview();
  const may = useMay();
  const me = useSession().data?.user.id ?? null;
  const [sells, keeps] = [may("sell"), may("keep")];
  useShortcuts({
    ...(sells ? { n: () => goTo("/invoices/new") } : {}),
    ...(keeps ? { r: () => goTo("/receipts/new") } : {}),
  });
  if (error) {
    return (
      <div className="page-main">
        <Problem error={error} />
      </div>
    );
  }
  if (!figures) return null;
  if (isEmpty(figures) && keeps) return <GettingStarted />;
  return (
    <div className="page-main">
      <PageHead
        title={t("overview.title")}
        actions={
          <>
            {keeps && (
              <Button onClick={() => goTo("/receipts/new")}>
                {t("overview.receive")} <Key name="R" />
              </Button>
            )}
            {sells && (
              <Button type="primary" onClick={() => goTo("/invoices/new")}>
                {t("overview.newInvoice")} <Key name="N" />
              </Button>
            )}
          </>
        }
      />
      {past && (
        <Problem actions={<Link to="/reports">{t("overview.openReports")}</Link>}>
          {t("overview.todayOnly", { day })}
        </Problem>
      )}
      <DueRecurring />
      <DueToday me={me} />
      <DueBilling />
      <div className="overview">
        <Sales months={figures.sales} />
        <Ages figures={figures} />
        <LateCustomers parties={figures.late} overdue={figures.overdue} />
        {figures.books && <CashAndPayables books={figures.books} drafts={figures.drafts} />}
      </div>
    </div>
  );
}
