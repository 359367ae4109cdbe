import { createHashRouter, Navigate } from "react-router";
import { load, save } from "../lib/memory";
import { Frame } from "./Frame";
import { PageFailure } from "./PageFailure";

const START = "/overview";

/** List, editor and record of one side of trade. */
function trade(path: string, side: "sales" | "purchases") {
  const page = (name: "list" | "editor" | "record") => async () => {
    const { DocumentsPage } = await import("../pages/documents");
    const { EditorPage } = await import("../pages/documents/Editor");
    const { RecordPage } = await import("../pages/documents/Record");
    const Page = { list: DocumentsPage, editor: EditorPage, record: RecordPage }[name];
    return { Component: () => <Page side={side} /> };
  };
  return [
    { path, lazy: page("list") },
    { path: `${path}/new`, lazy: page("editor") },
    { path: `${path}/draft/:id`, lazy: page("editor") },
    { path: `${path}/:id`, lazy: page("record") },
  ];
}

/** List, entry and record of money received or paid. */
function cash(path: string, kind: "receipt" | "payment") {
  const page = (name: "list" | "entry" | "record") => async () => {
    const { CashPage } = await import("../pages/cash");
    const { NewCashPage } = await import("../pages/cash/NewCash");
    const { CashRecordPage } = await import("../pages/cash/CashRecord");
    const Page = { list: CashPage, entry: NewCashPage, record: CashRecordPage }[name];
    return { Component: () => <Page kind={kind} /> };
  };
  return [
    { path, lazy: page("list") },
    { path: `${path}/new`, lazy: page("entry") },
    { path: `${path}/:id`, lazy: page("record") },
  ];
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
            path: "import",
            lazy: async () => ({ Component: (await import("../pages/import")).ImportPage }),
          },
          {
            path: "settings/:tab?",
            lazy: async () => ({ Component: (await import("../pages/settings")).SettingsPage }),
          },
          {
            path: "items/:id?",
            lazy: async () => ({ Component: (await import("../pages/items")).ItemsPage }),
          },
          ...trade("invoices", "sales"),
          ...trade("bills", "purchases"),
          ...cash("receipts", "receipt"),
          ...cash("payments", "payment"),
          {
            path: "customers",
            lazy: async () => ({ Component: (await import("../pages/parties")).CustomersPage }),
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
