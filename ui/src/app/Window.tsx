import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App, ConfigProvider } from "antd";
import antdEn from "antd/locale/en_US";
import antdZhCN from "antd/locale/zh_CN";
import { useTranslation } from "react-i18next";
import { RouterProvider } from "react-router";
import { antdTheme, useScheme } from "../lib/theme";
import { router } from "./routes";

/**
 * What was read; another book or user begins with none of it. The program answers on this computer: nothing waits for a
 * network, which is what the library would do as soon as the computer loses its own.
 */
export const queries = new QueryClient({
  defaultOptions: {
    queries: { networkMode: "always", retry: false, refetchOnWindowFocus: false, staleTime: 2_000 },
    mutations: { networkMode: "always" },
  },
});

/** The whole window: colours, words, the cache of answers and the routes. */
export function Window() {
  const { i18n } = useTranslation();
  const scheme = useScheme();
  return (
    <ConfigProvider
      theme={antdTheme(scheme)}
      locale={i18n.language === "en" ? antdEn : antdZhCN}
      componentSize="medium"
      button={{ autoInsertSpace: false }}
    >
      <App style={{ height: "100%" }}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}
