import { AutoComplete } from "antd";
import { useTranslation } from "react-i18next";
import type { Opportunity } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { FigureInput } from "../../components/FigureInput";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { PartyPicker } from "../../components/Picker";
import { useCurrencies } from "../../lib/currencies";
import { findCustomers, useParty } from "../../lib/parties";
import { ownerChoices, useOwners } from "../../lib/pipeline";
import type { Editing } from "./editing";

type Props = {
  editing: Editing;
  write: (change: Partial<Editing>) => void;
  saved: Opportunity | null;
  tried: boolean;
  bookCurrency: string;
};

/** What is known of an opportunity. */
export function Fields({ editing, write, saved, tried, bookCurrency }: Props) {
  const { t } = useTranslation();
  const owners = useOwners().data ?? [];
  const currencies = useCurrencies().data ?? [];
  const party = useParty(editing.party?.id).data;
  const contacts = (party?.fields.contacts ?? []).map((contact) => contact.name).filter(Boolean) as string[];
  const required = t("pipeline.required");
  const itemised = editing.items.some((item) => item.item_id !== null || item.description.trim() !== "");
  return (
    <>
      <div className="two">
        <Labelled
          id="opportunity-party"
          label={t("pipeline.customer")}
          required
          problem={tried && editing.party === null ? required : undefined}
        >
          <PartyPicker
            value={editing.party}
            find={findCustomers}
            autoFocus={saved === null && editing.party === null}
            onChange={(chosen) => write({ party: chosen })}
          />
        </Labelled>
        <TextField
          id="opportunity-title"
          label={t("pipeline.opportunity")}
          required
          problem={tried && editing.title.trim() === "" ? required : undefined}
          value={editing.title}
          onChange={(title) => write({ title })}
        />
      </div>
      <div className="three">
        <Labelled
          id="opportunity-amount"
          label={t("pipeline.amountNet")}
          hint={itemised ? t("pipeline.amountOfItems") : undefined}
        >
          {itemised ? (
            <span className="num opportunity-sum" id="opportunity-amount">
              {saved?.amount.amount ?? "–"}
            </span>
          ) : (
            <FigureInput
              id="opportunity-amount"
              label={t("pipeline.amountNet")}
              value={editing.amount}
              onChange={(amount) => write({ amount })}
            />
          )}
        </Labelled>
        <ChoiceField
          id="opportunity-currency"
          label={t("pipeline.currency")}
          value={editing.currency}
          otherwise={party?.fields.currency ?? bookCurrency}
          options={currencies.map(({ code }) => ({ value: code, label: code }))}
          onChange={(currency) => write({ currency })}
        />
        <Labelled id="opportunity-close" label={t("pipeline.closes")}>
          <DateInput
            label={t("pipeline.closes")}
            value={editing.expected_close_on}
            onChange={(expected_close_on) => write({ expected_close_on })}
          />
        </Labelled>
      </div>
      {saved === null && (
        <div className="two">
          <ChoiceField
            id="opportunity-owner"
            label={t("pipeline.owner")}
            value={editing.owner}
            otherwise={t("pipeline.myself")}
            options={ownerChoices(owners)}
            onChange={(owner) => write({ owner })}
          />
          <Labelled id="opportunity-deadline" label={t("pipeline.deadline")} required>
            <DateInput
              label={t("pipeline.deadline")}
              value={editing.deadline_on}
              onChange={(deadline_on) => write({ deadline_on })}
            />
          </Labelled>
        </div>
      )}
      <div className="two">
        <Labelled id="opportunity-contact" label={t("pipeline.contact")}>
          <AutoComplete
            id="opportunity-contact"
            value={editing.contact}
            options={contacts.map((value) => ({ value }))}
            onChange={(contact: string | undefined) => write({ contact: contact ?? "" })}
          />
        </Labelled>
        <TextField
          id="opportunity-source"
          label={t("pipeline.source")}
          value={editing.source}
          onChange={(source) => write({ source })}
        />
      </div>
      <div className="two">
        <TextField
          id="opportunity-step"
          label={t("pipeline.nextStep")}
          value={editing.next_step}
          onChange={(next_step) => write({ next_step })}
        />
        <Labelled id="opportunity-step-on" label={t("pipeline.nextStepOn")}>
          <DateInput
            label={t("pipeline.nextStepOn")}
            value={editing.next_step_on}
            onChange={(next_step_on) => write({ next_step_on })}
          />
        </Labelled>
      </div>
      <TextField
        id="opportunity-notes"
        label={t("pipeline.notes")}
        rows={3}
        value={editing.notes}
        onChange={(notes) => write({ notes })}
      />
    </>
  );
}
