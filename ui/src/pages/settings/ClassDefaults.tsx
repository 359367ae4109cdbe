import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ClassDefault } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { PeekPanel } from "../../components/PeekPanel";
import { useShortcuts } from "../../lib/keyboard";
import { useMay } from "../../lib/session";
import { ClassDefaultForm } from "./ClassDefaultForm";
import { useClassDefaults, usePriceListNames, useTerms } from "./queries";

/** What each class of customers is proposed: terms, prices, discount, visits, service plan. */
export function ClassDefaults() {
  const { t, i18n } = useTranslation();
  const list = useClassDefaults();
  const rows = list.data ?? [];
  const [id, setId] = useState<number | "new" | null>(null);
  const chosen = rows.find((row) => row.id === id);
  const leave = () => setId(null);
  const keeps = useMay()("keep");
  useShortcuts({
    ...(keeps ? { n: () => setId("new") } : {}),
    ...(id === null ? {} : { Escape: leave }),
  });
  const english = i18n.language === "en";
  const { data: terms = [] } = useTerms();
  const { data: prices = [] } = usePriceListNames();
  const termsName = (code: string | null | undefined) => {
    const found = terms.find((each) => each.code === code);
    return found ? (english ? found.name_en : found.name_zh) : "–";
  };
  const columns: Column<ClassDefault>[] = [
    { key: "place", title: "#", width: "36px", render: (row) => <span className="num">{row.place}</span> },
    {
      key: "class",
      title: t("classes.defaults.class"),
      width: "minmax(140px, 1fr)",
      render: (row) => (
        <>
          <span className="second">{`${t(`classes.prices.scopes.${row.class.class}`)} `}</span>
          {english ? row.name.name_en : row.name.name_zh}
        </>
      ),
    },
    {
      key: "terms",
      title: t("customers.terms"),
      width: "110px",
      render: (row) => termsName(row.offer.terms),
    },
    {
      key: "list",
      title: t("classes.prices.one"),
      width: "minmax(110px, 1fr)",
      render: (row) => prices.find((each) => each.id === row.offer.price_list)?.name ?? "–",
    },
    {
      key: "discount",
      title: t("classes.defaults.discount"),
      width: "92px",
      align: "end",
      render: ({ offer }) => (offer.discount_percent ? `${offer.discount_percent}%` : "–"),
    },
    {
      key: "visit",
      title: t("classes.defaults.visit"),
      width: "128px",
      align: "end",
      render: ({ offer }) => (offer.visit_days ? t("customers.days", { count: offer.visit_days }) : "–"),
    },
    {
      key: "plan",
      title: t("classes.defaults.plan"),
      width: "minmax(140px, 2fr)",
      render: (row) => <span className="second">{row.offer.service_plan ?? ""}</span>,
    },
  ];
  return (
    <>
      <div className="page-main">
        <div className="row second">
          <span>{t("classes.defaults.body")}</span>
          {keeps && (
            <Button size="small" icon={<PlusOutlined />} onClick={() => setId("new")}>
              {t("settings.add")}
            </Button>
          )}
        </div>
        <DataTable
          name="class-defaults"
          label={t("settings.tabs.classes")}
          columns={columns}
          rows={rows}
          idOf={(row) => row.id}
          selected={chosen?.id ?? null}
          onSelect={setId}
          loading={list.isLoading}
          error={list.error}
          empty={<EmptyState title={t("classes.defaults.emptyTitle")} body={t("classes.defaults.body")} />}
        />
      </div>
      {id !== null && (id === "new" || chosen) && (
        <PeekPanel
          title={chosen ? (english ? chosen.name.name_en : chosen.name.name_zh) : t("classes.defaults.new")}
          onClose={leave}
        >
          <ClassDefaultForm key={chosen?.version ?? "new"} entry={chosen} onLeave={leave} />
        </PeekPanel>
      )}
    </>
  );
}
