import { createHashRouter, Navigate } from "react-router";
import { load, save } from "../lib/memory";
import { Frame } from "./Frame";
import { PageFailure } from "./PageFailure";

const START = "/overview";

/** Pages are loaded when they are first gone to. The address is kept, so a restart opens where a person was. */
export const router = createHashRouter([
  {
    path: "/",
    element: <Frame />,
    errorElement: <PageFailure />,
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
            path: "settings/:tab?",
            lazy: async () => ({ Component: (await import("../pages/settings")).SettingsPage }),
          },
          {
            path: "items/:id?",
            lazy: async () => ({ Component: (await import("../pages/items")).ItemsPage }),
          },
          {
            path: "customers",
            lazy: async () => ({ Component: (await import("../pages/customers")).CustomersPage }),
          },
          {
            path: "customers/:id",
            lazy: async () => ({ Component: (await import("../pages/customers/Customer")).CustomerPage }),
          },
        ],
      },
      { path: "*", element: <Navigate to={START} replace /> },
    ],
  },
]);

router.subscribe(({ location }) => save("address", location.pathname + location.search));
