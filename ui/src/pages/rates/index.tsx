import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { ExchangeRate } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { FilterChips } from "../../components/FilterChips";
import { Key } from "../../components/Key";
import { PageHead } from "../../components/PageHead";
import { useShortcuts } from "../../lib/keyboard";
import { usePageState } from "../../lib/pageState";
import { useMay } from "../../lib/session";
import { useRates } from "./queries";
import { RateForm } from "./RateForm";
import { ReferenceRateForm, ReferenceRates } from "./ReferenceRates";
import { Revaluation } from "./Revaluation";
import "./rates.css";

const VIEWS = ["exchange", "published"] as const;
const START = { view: "exchange" };

/** Rates of exchange as quoted, and what they make of foreign balances at a month's end; rates of interest as published. */
export function RatesPage() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const list = useRates();
  const [{ view }, change] = usePageState(START);
  const [adding, setAdding] = useState(false);
  const published = view === "published";
  const keeps = useMay()("keep");
  useShortcuts({
    ...(keeps ? { n: () => setAdding(true) } : {}),
    ...(adding ? { Escape: () => setAdding(false) } : {}),
  });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const columns: Column<ExchangeRate>[] = [
    { key: "date", title: t("documents.date"), width: "110px", render: (rate) => rate.date },
    { key: "currency", title: t("rates.currency"), width: "80px", render: (rate) => rate.currency },
    {
      key: "rate",
      title: t("rates.rate"),
      width: "minmax(120px, 1fr)",
      align: "end",
      render: (rate) => <span className="num">{rate.rate}</span>,
    },
    { key: "type", title: t("rates.type"), width: "100px", render: (rate) => t(`rates.types.${rate.type}`) },
    { key: "source", title: t("rates.source"), width: "minmax(120px, 2fr)", render: (rate) => rate.source },
  ];
  const add = keeps && (
    <>
      {!published && <Button onClick={() => goTo("/import?kind=rates")}>{t("rates.import")}</Button>}
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
        {t(published ? "rates.newPublished" : "rates.new")} <Key name="N" />
      </Button>
    </>
  );
  return (
    <>
      <div className="page-main">
        <PageHead
          title={t("nav.rates")}
          views={VIEWS.map((key) => ({ key, title: t(`rates.views.${key}`) }))}
          view={view}
          onView={(key) => {
            setAdding(false);
            change({ view: key });
          }}
          actions={add}
        />
        <FilterChips chips={[]} />
        {published ? (
          <ReferenceRates />
        ) : (
          <div className="rates">
            <DataTable
              name="rates"
              label={t("nav.rates")}
              columns={columns}
              rows={rows}
              idOf={(rate) => rows.indexOf(rate)}
              loading={list.isFetching}
              error={list.error}
              onRetry={() => list.refetch()}
              hasMore={list.hasNextPage}
              onMore={() => list.fetchNextPage()}
              exports={{ of: "rates", filter: {} }}
              empty={<EmptyState title={t("rates.emptyTitle")} body={t("rates.emptyBody")} actions={add} />}
            />
            <Revaluation />
          </div>
        )}
      </div>
      {adding &&
        (published ? (
          <ReferenceRateForm onClose={() => setAdding(false)} />
        ) : (
          <RateForm onClose={() => setAdding(false)} />
        ))}
    </>
  );
}
