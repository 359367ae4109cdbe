import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Tax } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { PeekPanel } from "../../components/PeekPanel";
import { StatusPill } from "../../components/StatusPill";
import { nameIn } from "../../lib/bilingual";
import { useShortcuts } from "../../lib/keyboard";
import { useMay } from "../../lib/session";
import { useTaxes } from "./queries";
import { TaxForm } from "./TaxForm";
import { TaxVersion } from "./TaxVersion";

/** The taxes a line can carry, each with its versions by day. A version is never changed: documents point to it. */
export function Taxes() {
  const { t, i18n } = useTranslation();
  const list = useTaxes();
  const [chosen, setChosen] = useState<number | "new" | null>(null);
  const rows = list.data ?? [];
  const tax = rows.find((each) => each.id === chosen);
  const last = tax && rows.findLast((each) => each.code === tax.code);
  const leave = () => setChosen(null);
  const administers = useMay()("administer");
  useShortcuts({
    ...(administers ? { n: () => setChosen("new") } : {}),
    ...(chosen === null ? {} : { Escape: leave }),
  });
  const columns: Column<Tax>[] = [
    { key: "code", title: t("settings.code"), width: "110px", render: (each) => each.code },
    {
      key: "name",
      title: t("settings.name"),
      width: "minmax(140px, 2fr)",
      render: (each) => nameIn(i18n.language, each),
    },
    {
      key: "treatment",
      title: t("settings.taxes.treatment"),
      width: "minmax(110px, 1fr)",
      render: (each) => t(`settings.taxes.treatments.${each.treatment}`),
    },
    {
      key: "rate",
      title: t("settings.taxes.rate"),
      width: "90px",
      align: "end",
      render: (each) => (
        <span className="num">{each.kind === "fixed" ? each.parts[0]?.rate : `${each.rate_percent}%`}</span>
      ),
    },
    {
      key: "from",
      title: t("settings.taxes.validFrom"),
      width: "104px",
      render: (each) => <span className="num">{each.valid_from}</span>,
    },
    {
      key: "to",
      title: t("settings.taxes.validTo"),
      width: "104px",
      render: (each) => <span className="num">{each.valid_to}</span>,
    },
    {
      key: "state",
      title: "",
      width: "90px",
      render: (each) => (each.active ? null : <StatusPill status={{ kind: "archived" }} />),
    },
  ];
  return (
    <>
      <div className="page-main">
        <div className="row second">
          <span>{t("settings.taxes.body")}</span>
          {administers && (
            <Button size="small" icon={<PlusOutlined />} onClick={() => setChosen("new")}>
              {t("settings.add")}
            </Button>
          )}
        </div>
        <DataTable
          name="taxes"
          label={t("settings.tabs.taxes")}
          columns={columns}
          rows={rows}
          idOf={(each) => each.id}
          selected={tax?.id ?? null}
          onSelect={setChosen}
          loading={list.isLoading}
          error={list.error}
          empty={<EmptyState title={t("settings.tabs.taxes")} body={t("settings.taxes.body")} />}
        />
      </div>
      {chosen === "new" && (
        <PeekPanel title={t("settings.taxes.new")} onClose={leave}>
          <TaxForm onSaved={setChosen} />
        </PeekPanel>
      )}
      {tax && last && (
        <PeekPanel title={nameIn(i18n.language, tax)} onClose={leave}>
          <TaxVersion key={tax.id} tax={tax} isLast={tax === last} onSaved={setChosen} />
        </PeekPanel>
      )}
    </>
  );
}
