import { createHashRouter, Navigate } from "react-router";
import type { Business } from "../bindings";
import { load, save } from "../lib/memory";
import { isCash, type Shelf, type TradeShelf } from "../pages/documents/kinds";
import { Frame } from "./Frame";
import { PageFailure } from "./PageFailure";

const START = "/overview";

/** List, editor and record of a kind of documents. */
function documents(path: string, shelf: Shelf) {
  const list = async () => {
    const { DocumentsPage } = await import("../pages/documents");
    return { Component: () => <DocumentsPage shelf={shelf} /> };
  };
  const editor = async () => {
    if (isCash(shelf)) {
      const { NewCashPage } = await import("../pages/documents/NewCash");
      return { Component: () => <NewCashPage kind={shelf} /> };
    }
    const { EditorPage } = await import("../pages/documents/Editor");
    return { Component: () => <EditorPage shelf={shelf} /> };
  };
  const record = async () => ({ Component: (await import("../pages/documents/Record")).RecordPage });
  return [
    { path, lazy: list },
    { path: `${path}/new`, lazy: editor },
    { path: `${path}/draft/:id`, lazy: editor },
    { path: `${path}/:id`, lazy: record },
  ];
}

/** Templates of documents that come again: the list, and the page of one. */
function recurring(path: string, shelf: TradeShelf) {
  const list = async () => {
    const { RecurringPage } = await import("../pages/documents/recurring");
    return { Component: () => <RecurringPage shelf={shelf} /> };
  };
  const template = async () => {
    const { TemplatePage } = await import("../pages/documents/recurring/Template");
    return { Component: () => <TemplatePage shelf={shelf} /> };
  };
  return [
    { path, lazy: list },
    { path: `${path}/new`, lazy: template },
    { path: `${path}/:id`, lazy: template },
  ];
}

/** What is open with a party, settled without money. */
function adjustments(path: string, business: Business) {
  const page = async () => {
    const { NewAdjustmentPage } = await import("../pages/documents/NewAdjustment");
    return { Component: () => <NewAdjustmentPage business={business} /> };
  };
  return [{ path: `${path}/:id/:act`, lazy: page }];
}

/** Pages are loaded when they are first gone to. The address is kept, so a restart opens where a person was. */
export const router = createHashRouter([
  {
    path: "/",
    element: <Frame />,
    errorElement: <PageFailure />,
    hydrateFallbackElement: <div className="page" />,
    children: [
      { index: true, element: <Navigate to={load("address", START)} replace /> },
      {
        errorElement: <PageFailure />,
        children: [
          {
            path: "overview",
            lazy: async () => ({ Component: (await import("../pages/overview")).OverviewPage }),
          },
          {
            path: "today",
            lazy: async () => ({ Component: (await import("../pages/today")).TodayPage }),
          },
          {
            path: "reports",
            lazy: async () => ({ Component: (await import("../pages/reports")).ReportsPage }),
          },
          {
            path: "reports/:name",
            lazy: async () => ({ Component: (await import("../pages/reports/ReportPage")).ReportPage }),
          },
          {
            path: "vouchers",
            lazy: async () => ({ Component: (await import("../pages/reports/ReportPage")).VouchersPage }),
          },
          {
            path: "vouchers/new",
            lazy: async () => ({ Component: (await import("../pages/vouchers/NewVoucher")).NewVoucherPage }),
          },
          {
            path: "vouchers/drafts",
            lazy: async () => ({ Component: (await import("../pages/vouchers/Drafts")).VoucherDraftsPage }),
          },
          {
            path: "vouchers/documents",
            lazy: async () => ({ Component: (await import("../pages/documents/Waiting")).WaitingPage }),
          },
          {
            path: "vouchers/draft/:id",
            lazy: async () => ({ Component: (await import("../pages/vouchers/NewVoucher")).NewVoucherPage }),
          },
          {
            path: "rates",
            lazy: async () => ({ Component: (await import("../pages/rates")).RatesPage }),
          },
          {
            path: "allowance",
            lazy: async () => ({ Component: (await import("../pages/allowance")).AllowancePage }),
          },
          {
            path: "payment-run",
            lazy: async () => ({ Component: (await import("../pages/payment-run")).PaymentRunPage }),
          },
          {
            path: "month-end",
            lazy: async () => ({ Component: (await import("../pages/month-end")).MonthEndPage }),
          },
          {
            path: "suppliers",
            lazy: async () => ({ Component: (await import("../pages/parties")).SuppliersPage }),
          },
          {
            path: "suppliers/:id",
            lazy: async () => ({ Component: (await import("../pages/parties/Party")).SupplierPage }),
          },
          {
            path: "outbox",
            lazy: async () => ({ Component: (await import("../pages/outbox")).OutboxPage }),
          },
          {
            path: "import",
            lazy: async () => ({ Component: (await import("../pages/import")).ImportPage }),
          },
          {
            path: "settings/:tab?",
            lazy: async () => ({ Component: (await import("../pages/settings")).SettingsPage }),
          },
          {
            path: "classes",
            lazy: async () => ({ Component: (await import("../pages/classes")).ClassesPage }),
          },
          {
            path: "segments",
            lazy: async () => ({ Component: (await import("../pages/segments")).SegmentsPage }),
          },
          {
            path: "segments/:id",
            lazy: async () => ({ Component: (await import("../pages/segments/Segment")).SegmentPage }),
          },
          {
            path: "prices",
            lazy: async () => ({ Component: (await import("../pages/prices")).PricesPage }),
          },
          {
            path: "prices/:id",
            lazy: async () => ({ Component: (await import("../pages/prices/PriceList")).PriceListPage }),
          },
          {
            path: "items/:id?",
            lazy: async () => ({ Component: (await import("../pages/items")).ItemsPage }),
          },
          {
            path: "billing",
            lazy: async () => ({ Component: (await import("../pages/billing")).BillingPage }),
          },
          {
            path: "orders/open",
            lazy: async () => ({ Component: (await import("../pages/documents/OpenLines")).OpenLinesPage }),
          },
          ...documents("quotes", "quotes"),
          ...documents("orders", "orders"),
          ...documents("deliveries", "deliveries"),
          ...documents("invoices", "sales"),
          ...documents("bills", "purchases"),
          ...documents("receipts", "receipt"),
          ...documents("payments", "payment"),
          ...recurring("recurring/sales", "sales"),
          ...recurring("recurring/purchases", "purchases"),
          ...adjustments("customers", "customer"),
          ...adjustments("suppliers", "supplier"),
          {
            path: "leads",
            lazy: async () => ({ Component: (await import("../pages/leads")).LeadsPage }),
          },
          {
            path: "pipeline",
            lazy: async () => ({ Component: (await import("../pages/pipeline")).PipelinePage }),
          },
          {
            path: "pipeline/new",
            lazy: async () => ({
              Component: (await import("../pages/pipeline/Opportunity")).NewOpportunityPage,
            }),
          },
          {
            path: "pipeline/:id",
            lazy: async () => ({
              Component: (await import("../pages/pipeline/Opportunity")).OpportunityPage,
            }),
          },
          {
            path: "activities",
            lazy: async () => ({ Component: (await import("../pages/activities")).ActivitiesPage }),
          },
          {
            path: "dunning",
            lazy: async () => ({ Component: (await import("../pages/dunning")).DunningPage }),
          },
          {
            path: "credit",
            lazy: async () => ({ Component: (await import("../pages/credit")).CreditPage }),
          },
          {
            path: "forecast",
            lazy: async () => ({ Component: (await import("../pages/forecast")).ForecastPage }),
          },
          {
            path: "reconciliation",
            lazy: async () => ({
              Component: (await import("../pages/reconciliation")).ReconciliationPage,
            }),
          },
          {
            path: "reconciliation/new",
            lazy: async () => ({ Component: (await import("../pages/reconciliation/NewRun")).NewRunPage }),
          },
          {
            path: "reconciliation/:id",
            lazy: async () => ({ Component: (await import("../pages/reconciliation/Letter")).LetterPage }),
          },
          {
            path: "performance",
            lazy: async () => ({ Component: (await import("../pages/performance")).PerformancePage }),
          },
          {
            path: "customers",
            lazy: async () => ({ Component: (await import("../pages/parties")).CustomersPage }),
          },
          {
            path: "customers/duplicates",
            lazy: async () => ({ Component: (await import("../pages/parties/Duplicates")).DuplicatesPage }),
          },
          {
            path: "contracts",
            lazy: async () => ({ Component: (await import("../pages/contracts")).ContractsPage }),
          },
          {
            path: "contracts/new",
            lazy: async () => ({ Component: (await import("../pages/contracts/Contract")).ContractPage }),
          },
          {
            path: "contracts/:id",
            lazy: async () => ({ Component: (await import("../pages/contracts/Contract")).ContractPage }),
          },
          {
            path: "customers/:id",
            lazy: async () => ({ Component: (await import("../pages/parties/Party")).CustomerPage }),
          },
        ],
      },
      { path: "*", element: <Navigate to={START} replace /> },
    ],
  },
]);

router.subscribe(({ location }) => save("address", location.pathname + location.search));
