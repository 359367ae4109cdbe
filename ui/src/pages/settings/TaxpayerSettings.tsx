import { PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Filing, Regime, Taxpayer } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateInput } from "../../components/DateInput";
import { EmptyState } from "../../components/EmptyState";
import { ChoiceField, Labelled } from "../../components/fields";
import { PeekPanel } from "../../components/PeekPanel";
import { Problem } from "../../components/Problem";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useMay } from "../../lib/session";
import { useSaveTaxpayer, useTaxpayers } from "./queries";

const REGIMES: Regime[] = ["general", "small_scale"];
const FILINGS: Filing[] = ["month", "quarter"];
/** 城市维护建设税: in a city, in a county town, elsewhere. */
const CITY_PERCENTS = ["7", "5", "1"] as const;
type CityPercent = (typeof CITY_PERCENTS)[number];

/** What the company is for value added tax: general or small-scale, from a day on. */
export function TaxpayerSettings() {
  const { t } = useTranslation();
  const list = useTaxpayers();
  const rows = list.data ?? [];
  const [begins, setBegins] = useState(false);
  const administers = useMay()("administer");
  useShortcuts({
    ...(administers ? { n: () => setBegins(true) } : {}),
    ...(begins ? { Escape: () => setBegins(false) } : {}),
  });
  const columns: Column<Taxpayer>[] = [
    {
      key: "from",
      title: t("settings.taxpayer.validFrom"),
      width: "minmax(120px, 1fr)",
      render: (each) => <span className="num">{each.valid_from ?? t("settings.taxpayer.always")}</span>,
    },
    {
      key: "regime",
      title: t("settings.taxpayer.regime"),
      width: "minmax(140px, 2fr)",
      render: (each) => t(`settings.taxpayer.regimes.${each.regime}`),
    },
    {
      key: "filing",
      title: t("settings.taxpayer.filing"),
      width: "110px",
      render: (each) => t(`settings.taxpayer.filings.${each.filing}`),
    },
    {
      key: "city",
      title: t("settings.taxpayer.city"),
      width: "160px",
      align: "end",
      render: (each) => <span className="num">{`${each.city_percent}%`}</span>,
    },
    {
      key: "relief",
      title: t("settings.taxpayer.relief"),
      width: "130px",
      render: (each) => (each.relief ? t("settings.taxpayer.relieved") : ""),
    },
  ];
  return (
    <>
      <div className="page-main">
        <div className="row second">
          <span>{t("settings.taxpayer.body")}</span>
          {administers && (
            <Button size="small" icon={<PlusOutlined />} onClick={() => setBegins(true)}>
              {t("settings.add")}
            </Button>
          )}
        </div>
        <DataTable
          name="taxpayers"
          label={t("settings.tabs.taxpayer")}
          columns={columns}
          rows={rows}
          idOf={(each) => rows.indexOf(each)}
          loading={list.isLoading}
          error={list.error}
          empty={<EmptyState title={t("settings.tabs.taxpayer")} body={t("settings.taxpayer.body")} />}
        />
      </div>
      {begins && rows[0] && (
        <PeekPanel title={t("settings.taxpayer.new")} onClose={() => setBegins(false)}>
          <TaxpayerForm now={rows[0]} onSaved={() => setBegins(false)} />
        </PeekPanel>
      )}
    </>
  );
}

function TaxpayerForm({ now, onSaved }: { now: Taxpayer; onSaved: () => void }) {
  const { t } = useTranslation();
  const [fields, setFields] = useState<Taxpayer>({ ...now, valid_from: null });
  const write = (change: Partial<Taxpayer>) => setFields((before) => ({ ...before, ...change }));
  const saving = useSaveTaxpayer();
  const submit = () =>
    saving.mutate(fields, {
      onSuccess: ({ regime, valid_from }) => {
        const named = t(`settings.taxpayer.regimes.${regime}`);
        tell({ text: t("settings.taxpayer.saved", { regime: named, day: valid_from ?? "" }) });
        onSaved();
      },
    });
  return (
    <Form layout="vertical" className="side-form" onFinish={submit}>
      {saving.error && <Problem error={saving.error} />}
      <Labelled id="taxpayer-from" label={t("settings.taxpayer.validFrom")} required>
        <DateInput
          label={t("settings.taxpayer.validFrom")}
          value={fields.valid_from ?? ""}
          onChange={(day) => write({ valid_from: day || null })}
        />
      </Labelled>
      <ChoiceField
        id="taxpayer-regime"
        label={t("settings.taxpayer.regime")}
        value={fields.regime}
        options={REGIMES.map((value) => ({ value, label: t(`settings.taxpayer.regimes.${value}`) }))}
        onChange={(regime) => regime && write({ regime })}
      />
      <ChoiceField
        id="taxpayer-filing"
        label={t("settings.taxpayer.filing")}
        value={fields.filing}
        options={FILINGS.map((value) => ({ value, label: t(`settings.taxpayer.filings.${value}`) }))}
        onChange={(filing) => filing && write({ filing })}
      />
      <ChoiceField<CityPercent>
        id="taxpayer-city"
        label={t("settings.taxpayer.city")}
        value={CITY_PERCENTS.find((percent) => percent === fields.city_percent) ?? null}
        options={CITY_PERCENTS.map((value) => ({ value, label: t(`settings.taxpayer.cities.${value}`) }))}
        onChange={(city_percent) => city_percent && write({ city_percent })}
      />
      <Checkbox checked={fields.relief} onChange={(event) => write({ relief: event.target.checked })}>
        {t("settings.taxpayer.reliefBody")}
      </Checkbox>
      <div className="row" style={{ marginTop: 8 }}>
        <Button type="primary" htmlType="submit" loading={saving.isPending}>
          {t("settings.save")}
        </Button>
      </div>
    </Form>
  );
}
