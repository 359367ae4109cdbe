import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Address, AddressKind, BankAccount, PartyFields } from "../../bindings";
import { RowsEditor } from "../../components/RowsEditor";
import { ContactsEditor } from "./ContactsEditor";

const ADDRESS: Address = { kind: "billing", lines: [], postcode: "", country: "", attention: "" };
const BANK: BankAccount = { holder: "", bank: "", account: "", routing: "" };
const KINDS: AddressKind[] = ["billing", "delivery", "postal"];

type Props = { fields: PartyFields; write: (change: Partial<PartyFields>) => void };

/** How a party is reached and paid: contacts, addresses, bank accounts. */
export function ReachFields({ fields, write }: Props) {
  const { t } = useTranslation();
  const cell = (label: string, value: string, change: (text: string) => void) => (
    <Input
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(event) => change(event.target.value)}
    />
  );
  return (
    <>
      <ContactsEditor contacts={fields.contacts} onContacts={(contacts) => write({ contacts })} />
      <RowsEditor
        title={t("parties.addresses")}
        rows={fields.addresses}
        empty={ADDRESS}
        onRows={(addresses) => write({ addresses })}
      >
        {(row, set) => (
          <>
            <Select
              aria-label={t("parties.addressKind")}
              value={row.kind}
              onChange={(kind) => set({ kind })}
              options={KINDS.map((value) => ({ value, label: t(`parties.addressKinds.${value}`) }))}
            />
            <Input.TextArea
              className="span-3"
              autoSize
              aria-label={t("parties.addressLines")}
              placeholder={t("parties.addressLines")}
              value={row.lines.join("\n")}
              onChange={(event) => set({ lines: event.target.value.split("\n") })}
            />
            {cell(t("parties.attention"), row.attention, (attention) => set({ attention }))}
            {cell(t("parties.postcode"), row.postcode, (postcode) => set({ postcode }))}
            {cell(t("parties.country"), row.country, (country) => set({ country }))}
          </>
        )}
      </RowsEditor>
      <RowsEditor
        title={t("parties.banks")}
        rows={fields.banks}
        empty={BANK}
        onRows={(banks) => write({ banks })}
      >
        {(row, set) => (
          <>
            {cell(t("parties.holder"), row.holder, (holder) => set({ holder }))}
            {cell(t("parties.bank"), row.bank, (bank) => set({ bank }))}
            {cell(t("parties.account"), row.account, (account) => set({ account }))}
            {cell(t("parties.routing"), row.routing, (routing) => set({ routing }))}
          </>
        )}
      </RowsEditor>
    </>
  );
}
