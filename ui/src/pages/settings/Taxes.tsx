import { PlusOutlined } from "@ant-design/icons";
import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Tax, TaxFields, Treatment } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { ChoiceField, TextField } from "../../components/fields";
import { PeekPanel } from "../../components/PeekPanel";
import { Problem } from "../../components/Problem";
import { StatusPill } from "../../components/StatusPill";
import { nameIn } from "../../lib/bilingual";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useMay } from "../../lib/session";
import { useArchiveTax, useSaveTax, useTaxes } from "./queries";

const TREATMENTS: Treatment[] = ["rate", "simplified", "zero", "exempt", "not_taxed", "reverse"];
const EMPTY: TaxFields = { code: "", treatment: "rate", rate_percent: "", name_zh: "", name_en: "" };

/** The taxes a line can carry. A rate is never changed, since issued documents were computed with it. */
export function Taxes() {
  const { t, i18n } = useTranslation();
  const list = useTaxes();
  const [chosen, setChosen] = useState<number | "new" | null>(null);
  const rows = list.data ?? [];
  const tax = rows.find((each) => each.id === chosen);
  const leave = () => setChosen(null);
  const administers = useMay()("administer");
  useShortcuts({
    ...(administers ? { n: () => setChosen("new") } : {}),
    ...(chosen === null ? {} : { Escape: leave }),
  });
  const columns: Column<Tax>[] = [
    { key: "code", title: t("settings.code"), width: "120px", render: (tax) => tax.code },
    {
      key: "name",
      title: t("settings.name"),
      width: "minmax(160px, 2fr)",
      render: (tax) => nameIn(i18n.language, tax),
    },
    {
      key: "treatment",
      title: t("settings.taxes.treatment"),
      width: "minmax(120px, 1fr)",
      render: (tax) => t(`settings.taxes.treatments.${tax.treatment}`),
    },
    {
      key: "rate",
      title: t("settings.taxes.rate"),
      width: "90px",
      align: "end",
      render: (tax) => <span className="num">{`${tax.rate_percent}%`}</span>,
    },
    {
      key: "state",
      title: "",
      width: "90px",
      render: (tax) => (tax.active ? null : <StatusPill status={{ kind: "archived" }} />),
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
          idOf={(tax) => tax.id}
          selected={tax?.id ?? null}
          onSelect={setChosen}
          loading={list.isLoading}
          error={list.error}
          empty={<EmptyState title={t("settings.tabs.taxes")} body={t("settings.taxes.body")} />}
        />
      </div>
      {chosen === "new" && (
        <PeekPanel title={t("settings.taxes.new")} onClose={leave}>
          <TaxForm onSaved={leave} />
        </PeekPanel>
      )}
      {tax && (
        <PeekPanel title={nameIn(i18n.language, tax)} onClose={leave}>
          <TaxInUse key={tax.id} tax={tax} />
        </PeekPanel>
      )}
    </>
  );
}

/** Takes a tax out of use, or brings it back; what was issued keeps it. */
function TaxInUse({ tax }: { tax: Tax }) {
  const { t, i18n } = useTranslation();
  const archiving = useArchiveTax();
  const administers = useMay()("administer");
  const name = nameIn(i18n.language, tax);
  const archive = (archived: boolean) =>
    archiving.mutate(
      { code: tax.code, archived },
      {
        onSuccess: () =>
          tell({
            text: t(archived ? "settings.taxes.archived" : "settings.taxes.restored", { name }),
            undo: () => archive(!archived),
          }),
      },
    );
  return (
    <>
      <p className="second">{t(tax.active ? "settings.taxes.inUse" : "settings.taxes.outOfUse")}</p>
      {archiving.error && <Problem error={archiving.error} />}
      <Button disabled={!administers} loading={archiving.isPending} onClick={() => archive(tax.active)}>
        {t(tax.active ? "settings.taxes.archive" : "settings.taxes.restore")}
      </Button>
    </>
  );
}

function TaxForm({ onSaved }: { onSaved: () => void }) {
  const { t } = useTranslation();
  const [fields, setFields] = useState(EMPTY);
  const write = (change: Partial<TaxFields>) => setFields((now) => ({ ...now, ...change }));
  const saving = useSaveTax();
  const taxed = fields.treatment === "rate" || fields.treatment === "simplified";
  const submit = () =>
    saving.mutate(
      { ...fields, rate_percent: taxed ? fields.rate_percent : "0" },
      {
        onSuccess: ({ code }) => {
          tell({ text: t("settings.taxes.saved", { code }) });
          onSaved();
        },
      },
    );
  return (
    <Form layout="vertical" className="side-form" onFinish={submit}>
      {saving.error && <Problem error={saving.error} />}
      <TextField
        id="tax-code"
        label={t("settings.code")}
        autoFocus
        value={fields.code}
        onChange={(code) => write({ code })}
      />
      <ChoiceField
        id="tax-treatment"
        label={t("settings.taxes.treatment")}
        value={fields.treatment}
        options={TREATMENTS.map((value) => ({ value, label: t(`settings.taxes.treatments.${value}`) }))}
        onChange={(treatment) => treatment && write({ treatment })}
      />
      {taxed && (
        <TextField
          id="tax-rate"
          label={t("settings.taxes.rate")}
          value={fields.rate_percent}
          onChange={(rate_percent) => write({ rate_percent })}
        />
      )}
      <TextField
        id="tax-zh"
        label={t("settings.nameZh")}
        value={fields.name_zh}
        onChange={(name_zh) => write({ name_zh })}
      />
      <TextField
        id="tax-en"
        label={t("settings.nameEn")}
        value={fields.name_en}
        onChange={(name_en) => write({ name_en })}
      />
      <Button type="primary" htmlType="submit" loading={saving.isPending}>
        {t("settings.save")}
      </Button>
    </Form>
  );
}
