import { useTranslation } from "react-i18next";
import type { ContractFields, ContractRole, Currency } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { FigureInput } from "../../components/FigureInput";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { PartyPicker } from "../../components/Picker";
import { useCurrencies } from "../../lib/currencies";
import { findParties, useParty } from "../../lib/parties";

const ROLES: ContractRole[] = ["seller", "buyer", "other"];

type Props = {
  fields: ContractFields;
  write: (change: Partial<ContractFields>) => void;
  tried: boolean;
};

/** What was agreed: with whom, about what, worth how much, from when until when. */
export function ContractHead({ fields, write, tried }: Props) {
  const { t } = useTranslation();
  const { data: currencies = [] } = useCurrencies();
  const { data: party } = useParty(fields.party_id);
  const chosen = party ? { id: party.id, name: party.fields.name, detail: party.fields.code } : null;
  const day = (key: "signed_on" | "starts_on" | "ends_on", label: string) => (
    <Labelled id={`contract-${key}`} label={label}>
      <DateInput
        label={label}
        value={fields[key] ?? ""}
        onChange={(text) => write({ [key]: text || null })}
      />
    </Labelled>
  );
  return (
    <>
      <div className="two">
        <TextField
          id="contract-title"
          label={t("contracts.name")}
          required
          autoFocus={fields.title === ""}
          problem={tried && fields.title.trim() === "" ? t("contracts.missingTitle") : undefined}
          value={fields.title}
          onChange={(title) => write({ title })}
        />
        <TextField
          id="contract-number"
          label={t("contracts.number")}
          hint={t("contracts.numberHint")}
          value={fields.number}
          onChange={(number) => write({ number })}
        />
        <Labelled
          id="contract-party"
          label={t("contracts.party")}
          required
          problem={tried && !fields.party_id ? t("contracts.missingParty") : undefined}
        >
          <PartyPicker
            hint={t("contracts.party")}
            value={chosen}
            onChange={(choice) => write({ party_id: choice?.id ?? null })}
            find={findParties}
          />
        </Labelled>
        <ChoiceField<ContractRole>
          id="contract-role"
          label={t("contracts.role")}
          value={fields.role}
          onChange={(role) => role && write({ role })}
          options={ROLES.map((value) => ({ value, label: t(`contracts.roles.${value}`) }))}
        />
        <Labelled id="contract-value" label={t("contracts.value")} hint={t("contracts.valueHint")}>
          <FigureInput
            id="contract-value"
            label={t("contracts.value")}
            value={fields.value ?? ""}
            onChange={(value) => write({ value: value || null })}
          />
        </Labelled>
        <ChoiceField<Currency>
          id="contract-currency"
          label={t("contracts.currency")}
          otherwise={t("contracts.currencyParty")}
          value={fields.currency ?? null}
          onChange={(currency) => write({ currency })}
          options={currencies.map(({ code }) => ({ value: code, label: code }))}
        />
        {day("signed_on", t("contracts.signedOn"))}
        {day("starts_on", t("contracts.startsOn"))}
        {day("ends_on", t("contracts.endsOn"))}
        <Labelled id="contract-reminder" label={t("contracts.reminder")}>
          <FigureInput
            id="contract-reminder"
            label={t("contracts.reminder")}
            placeholder="30"
            value={
              fields.reminder_days === null || fields.reminder_days === undefined
                ? ""
                : String(fields.reminder_days)
            }
            onChange={(text) => write({ reminder_days: /^\d{1,4}$/.test(text) ? Number(text) : null })}
          />
        </Labelled>
      </div>
      <TextField
        id="contract-notes"
        label={t("contracts.notes")}
        rows={2}
        value={fields.notes}
        onChange={(notes) => write({ notes })}
      />
    </>
  );
}
