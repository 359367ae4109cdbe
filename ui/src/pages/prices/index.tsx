import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { PriceListRow } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { Key } from "../../components/Key";
import { PageHead } from "../../components/PageHead";
import { useShortcuts } from "../../lib/keyboard";
import { usePageState } from "../../lib/pageState";
import { useMay } from "../../lib/session";
import { usePriceLists } from "./queries";

const START = { view: "active", row: "" };

/** The price lists: whose each is, and when it holds. */
export function PricesPage() {
  const { t, i18n } = useTranslation();
  const goTo = useNavigate();
  const [state, change] = usePageState(START);
  const list = usePriceLists(state.view === "archived");
  const keeps = useMay()("keep");
  const create = () => goTo("/prices/new");
  useShortcuts(keeps ? { n: create } : {});
  const english = i18n.language === "en";
  const columns: Column<PriceListRow>[] = [
    { key: "name", title: t("classes.prices.name"), width: "minmax(160px, 2fr)", render: (row) => row.name },
    {
      key: "scope",
      title: t("classes.prices.scope"),
      width: "minmax(140px, 1fr)",
      render: ({ scope_name }) =>
        scope_name ? (english ? scope_name.name_en : scope_name.name_zh) : t("classes.everyone"),
    },
    { key: "currency", title: t("customers.currency"), width: "70px", render: (row) => row.currency },
    {
      key: "valid",
      title: t("classes.prices.valid"),
      width: "190px",
      render: ({ valid_from, valid_to }) =>
        valid_from || valid_to ? `${valid_from ?? "…"} – ${valid_to ?? "…"}` : t("classes.prices.always"),
    },
    {
      key: "prices",
      title: t("classes.prices.count"),
      width: "80px",
      align: "end",
      render: (row) => <span className="num">{row.prices}</span>,
    },
    {
      key: "version",
      title: t("classes.prices.version"),
      width: "70px",
      align: "end",
      render: (row) => <span className="num">{row.version}</span>,
    },
  ];
  return (
    <div className="page-main">
      <PageHead
        title={t("classes.prices.title")}
        views={[
          { key: "active", title: t("items.active") },
          { key: "archived", title: t("items.archived") },
        ]}
        view={state.view}
        onView={(view) => change({ view, row: "" }, "push")}
        actions={
          keeps && (
            <Button type="primary" icon={<PlusOutlined />} onClick={create}>
              {t("customers.new")} <Key name="N" />
            </Button>
          )
        }
      />
      <DataTable
        name="prices"
        label={t("classes.prices.title")}
        columns={columns}
        rows={list.data ?? []}
        idOf={(row) => row.id}
        selected={state.row === "" ? null : Number(state.row)}
        onSelect={(id) => change({ row: String(id) })}
        onOpen={(row) => goTo(`/prices/${row.id}`)}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        empty={
          <EmptyState
            title={t("classes.prices.emptyTitle")}
            body={t("classes.prices.emptyBody")}
            actions={
              keeps && (
                <Button type="primary" onClick={create}>
                  {t("classes.prices.new")}
                </Button>
              )
            }
          />
        }
      />
    </div>
  );
}
