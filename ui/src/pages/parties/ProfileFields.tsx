import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Billing, Currency, PartyFields } from "../../bindings";
import { ChoiceField, TextField } from "../../components/fields";
import { useCurrencies } from "../../lib/currencies";
import { LANGUAGES } from "../../lib/languages";
import { useIndustries, useTerms } from "./queries";
import { RegionField } from "./RegionField";

type Props = { fields: PartyFields; write: (change: Partial<PartyFields>) => void };

/** What a party is: names, tax number, terms, language, industry, region, tags. */
export function ProfileFields({ fields, write }: Props) {
  const { t, i18n } = useTranslation();
  const english = i18n.language === "en";
  const { data: terms = [] } = useTerms();
  const { data: industries = [] } = useIndustries();
  const { data: currencies = [] } = useCurrencies();
  const named = (each: { name_zh: string; name_en: string }) => (english ? each.name_en : each.name_zh);
  const several = (key: "tags" | "phones" | "emails", label: string) => (
    <Form.Item label={label} htmlFor={`party-${key}`}>
      <Select
        id={`party-${key}`}
        mode="tags"
        open={false}
        suffixIcon={null}
        tokenSeparators={[",", "，", ";", "；"]}
        value={fields[key]}
        onChange={(values: string[]) => write({ [key]: values })}
      />
    </Form.Item>
  );
  return (
    <>
      <TextField
        id="party-short_name"
        label={t("customers.shortName")}
        value={fields.short_name}
        onChange={(short_name) => write({ short_name })}
      />
      <TextField
        id="party-code"
        label={t("customers.code")}
        value={fields.code}
        onChange={(code) => write({ code })}
      />
      <TextField
        id="party-tax_id"
        label={t("customers.taxId")}
        value={fields.tax_id}
        onChange={(tax_id) => write({ tax_id })}
      />
      <ChoiceField
        id="party-terms"
        label={t("customers.terms")}
        otherwise={t("parties.termsCompany")}
        value={fields.terms ?? null}
        onChange={(code) => write({ terms: code })}
        options={terms
          .filter((each) => each.active || each.code === fields.terms)
          .map((each) => ({ value: each.code, label: named(each) }))}
      />
      {fields.is_customer && (
        <ChoiceField<Billing>
          id="party-billing"
          label={t("orders.policy.billing")}
          otherwise={t("orders.policy.asBook")}
          value={fields.billing ?? null}
          onChange={(billing) => write({ billing })}
          options={(["per_order", "monthly"] as const).map((value) => ({
            value,
            label: t(`orders.billing.ways.${value}`),
          }))}
        />
      )}
      <ChoiceField<Currency>
        id="party-currency"
        label={t("customers.currency")}
        otherwise={t("parties.currencyBook")}
        value={fields.currency ?? null}
        onChange={(currency) => write({ currency })}
        options={currencies.map(({ code }) => ({ value: code, label: code }))}
      />
      <ChoiceField
        id="party-language"
        label={t("parties.language")}
        otherwise={t("parties.languageBook")}
        value={fields.language ?? null}
        onChange={(language) => write({ language })}
        options={LANGUAGES}
      />
      <ChoiceField
        id="party-industry"
        label={t("customers.industry")}
        otherwise={t("parties.none")}
        value={fields.industry ?? null}
        onChange={(industry) => write({ industry })}
        options={industries.map((each) => ({ value: each.code, label: `${each.code} ${named(each)}` }))}
      />
      <Form.Item label={t("customers.region")} htmlFor="party-region">
        <RegionField
          id="party-region"
          value={fields.region ?? null}
          onChange={(region) => write({ region })}
        />
      </Form.Item>
      {several("phones", t("customers.phones"))}
      {several("emails", t("customers.emails"))}
      {several("tags", t("parties.tags"))}
    </>
  );
}
