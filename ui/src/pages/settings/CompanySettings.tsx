import { Button, Form, Radio } from "antd";
import { useTranslation } from "react-i18next";
import type { Company } from "../../bindings";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { Key } from "../../components/Key";
import { Problem } from "../../components/Problem";
import { nameIn } from "../../lib/bilingual";
import { useDraft } from "../../lib/draft";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useMay } from "../../lib/session";
import { useTaxesOn } from "../../lib/taxes";
import { CompanyBanks } from "./CompanyBanks";
import { LogoField } from "./LogoField";
import { useCompany, useSaveCompany, useTerms } from "./queries";

/** Our company as papers print it. */
export function CompanySettings() {
  const { data: company, error, dataUpdatedAt } = useCompany();
  return (
    <div className="page-main">
      {error && <Problem error={error} />}
      {company && <CompanyForm key={dataUpdatedAt} company={company} />}
    </div>
  );
}

type TextKey =
  | "name"
  | "short_name"
  | "name_en"
  | "tax_id"
  | "phone"
  | "email"
  | "website"
  | "registration"
  | "invoice_note_zh"
  | "invoice_note_en";

function CompanyForm({ company }: { company: Company }) {
  const { t, i18n } = useTranslation();
  const { fields, write, forget } = useDraft("company", company);
  const saving = useSaveCompany();
  const administers = useMay()("administer");
  const terms = useTerms().data?.filter((each) => each.active) ?? [];
  const taxes = useTaxesOn().filter((each) => each.active);
  const submit = () => {
    if (saving.isPending || !administers) return;
    saving.mutate(fields, {
      onSuccess: () => {
        forget();
        tell({ text: t("settings.company.saved") });
      },
    });
  };
  useShortcuts({ "mod+s": submit });
  const text = (key: TextKey, rows?: number) => (
    <TextField
      id={`company-${key}`}
      label={t(`settings.company.${key}`)}
      rows={rows}
      value={fields[key]}
      onChange={(typed) => write({ [key]: typed })}
    />
  );
  const address = (change: Partial<Company["address"]>) =>
    write({ address: { ...fields.address, ...change } });
  return (
    <Form layout="vertical" className="panel form-page" disabled={!administers} onFinish={submit}>
      {!administers && <p className="second">{t("app.readOnly")}</p>}
      {saving.error && <Problem error={saving.error} />}
      <h2>{t("settings.company.identity")}</h2>
      <div className="two">
        {text("name")}
        {text("name_en")}
        {text("short_name")}
        {text("tax_id")}
      </div>
      <LogoField value={fields.logo ?? null} onChange={(logo) => write({ logo })} />
      <h2>{t("settings.company.reach")}</h2>
      <div className="two">
        <TextField
          id="company-address"
          label={t("settings.company.address")}
          rows={2}
          value={fields.address.lines.join("\n")}
          onChange={(typed) => address({ lines: typed === "" ? [] : typed.split("\n") })}
        />
        <div>
          <TextField
            id="company-postcode"
            label={t("settings.company.postcode")}
            value={fields.address.postcode}
            onChange={(postcode) => address({ postcode })}
          />
          <TextField
            id="company-country"
            label={t("settings.company.country")}
            value={fields.address.country}
            onChange={(country) => address({ country })}
          />
        </div>
        {text("phone")}
        {text("email")}
        {text("website")}
        {text("registration")}
      </div>
      <h2>{t("settings.company.banks")}</h2>
      <CompanyBanks banks={fields.banks} onChange={(banks) => write({ banks })} />
      <h2>{t("settings.company.defaults")}</h2>
      <div className="two">
        <ChoiceField
          id="company-terms"
          label={t("settings.company.defaultTerms")}
          value={fields.default_terms ?? null}
          otherwise={t("settings.none")}
          options={terms.map((each) => ({ value: each.code, label: nameIn(i18n.language, each) }))}
          onChange={(default_terms) => write({ default_terms })}
        />
        <ChoiceField
          id="company-tax"
          label={t("settings.company.defaultTax")}
          value={fields.default_tax ?? null}
          otherwise={t("settings.none")}
          options={taxes.map((each) => ({ value: each.code, label: nameIn(i18n.language, each) }))}
          onChange={(default_tax) => write({ default_tax })}
        />
        {text("invoice_note_zh", 2)}
        {text("invoice_note_en", 2)}
      </div>
      <Labelled id="company-prices" label={t("settings.company.prices")}>
        <Radio.Group
          id="company-prices"
          value={fields.prices_include_tax}
          onChange={(event) => write({ prices_include_tax: event.target.value })}
          options={[
            { value: false, label: t("settings.company.pricesExclusive") },
            { value: true, label: t("settings.company.pricesInclusive") },
          ]}
        />
      </Labelled>
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={saving.isPending}>
          {t("settings.save")} <Key name="Ctrl S" />
        </Button>
      </div>
    </Form>
  );
}
