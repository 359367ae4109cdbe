import { Button, Checkbox, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Address, AddressKind, Channel, ChannelKind, Contact } from "../../bindings";

const CHANNELS: ChannelKind[] = ["mobile", "phone", "email", "wechat", "fax", "qq", "website", "other"];
const ADDRESSES: AddressKind[] = ["work", "home", "delivery", "postal", "billing"];
/** Suggested; any other word will do. */
const ROLES = ["decider", "buyer", "finance", "goods", "invoices", "technical", "user"] as const;
const ADDRESS: Address = { kind: "work", lines: [], postcode: "", country: "", attention: "" };

type Props = {
  contact: Contact;
  place: number;
  write: (change: Partial<Contact>) => void;
  onRemove: () => void;
};

/** One person: who it is, what they do, how they are reached. */
export function ContactFields({ contact, place, write, onRemove }: Props) {
  const { t } = useTranslation();
  const nth = t("contacts.nth", { place: place + 1 });
  const cell = (label: string, value: string, change: (text: string) => void, width?: string) => (
    <Input
      className={width}
      aria-label={`${nth} ${label}`}
      placeholder={label}
      value={value}
      onChange={(event) => change(event.target.value)}
    />
  );
  const channel = (at: number, change: Partial<Channel>) =>
    write({ channels: contact.channels.map((each, own) => (own === at ? { ...each, ...change } : each)) });
  const address = (at: number, change: Partial<Address>) =>
    write({ addresses: contact.addresses.map((each, own) => (own === at ? { ...each, ...change } : each)) });
  const without = <Row,>(rows: Row[], at: number) => rows.filter((_, own) => own !== at);
  const remove = (label: string, onClick: () => void) => (
    <button type="button" className="plain third" aria-label={label} onClick={onClick}>
      {"×"}
    </button>
  );
  return (
    <>
      <div className="contact-row">
        {cell(t("contacts.name"), contact.name, (name) => write({ name }))}
        {cell(t("contacts.department"), contact.department, (department) => write({ department }))}
        {cell(t("contacts.jobTitle"), contact.title, (title) => write({ title }))}
        <Select
          mode="tags"
          aria-label={`${nth} ${t("contacts.roles")}`}
          placeholder={t("contacts.roles")}
          tokenSeparators={[",", "，", ";", "；"]}
          value={contact.roles}
          onChange={(roles: string[]) => write({ roles })}
          options={ROLES.map((role) => t(`contacts.roleNames.${role}`)).map((value) => ({
            value,
            label: value,
          }))}
        />
        {remove(`${t("parties.remove")} ${nth}`, onRemove)}
      </div>
      {contact.channels.map((each, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: channels have no identity but their place
        <div key={at} className="contact-row">
          <Select<ChannelKind>
            aria-label={`${nth} ${t("contacts.channelKind")} ${at + 1}`}
            value={each.kind}
            onChange={(kind) => channel(at, { kind })}
            options={CHANNELS.map((value) => ({ value, label: t(`contacts.kinds.${value}`) }))}
          />
          {cell(`${t("contacts.value")} ${at + 1}`, each.value, (value) => channel(at, { value }), "span-2")}
          {cell(`${t("contacts.label")} ${at + 1}`, each.label, (label) => channel(at, { label }))}
          {remove(`${nth} ${t("contacts.removeChannel")} ${at + 1}`, () =>
            write({ channels: without(contact.channels, at) }),
          )}
        </div>
      ))}
      {contact.addresses.map((each, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: addresses have no identity but their place
        <div key={at} className="contact-row">
          <Select<AddressKind>
            aria-label={`${nth} ${t("parties.addressKind")} ${at + 1}`}
            value={each.kind}
            onChange={(kind) => address(at, { kind })}
            options={ADDRESSES.map((value) => ({ value, label: t(`parties.addressKinds.${value}`) }))}
          />
          <Input.TextArea
            autoSize
            aria-label={`${nth} ${t("parties.addressLines")} ${at + 1}`}
            placeholder={t("parties.addressLines")}
            value={each.lines.join("\n")}
            onChange={(event) => address(at, { lines: event.target.value.split("\n") })}
          />
          {cell(t("parties.postcode"), each.postcode, (postcode) => address(at, { postcode }))}
          {cell(t("parties.country"), each.country, (country) => address(at, { country }))}
          {remove(`${nth} ${t("parties.remove")} ${t("contacts.addAddress")} ${at + 1}`, () =>
            write({ addresses: without(contact.addresses, at) }),
          )}
        </div>
      ))}
      <div className="contact-row">
        {cell(t("contacts.birthday"), contact.birthday, (birthday) => write({ birthday }))}
        {cell(t("contacts.notes"), contact.notes, (notes) => write({ notes }), "")}
        <div className="row span-2">
          <Checkbox checked={contact.primary} onChange={(event) => write({ primary: event.target.checked })}>
            {t("contacts.primary")}
          </Checkbox>
          <Button
            size="small"
            type="text"
            aria-label={`${nth} ${t("parties.add")} ${t("contacts.addChannel")}`}
            onClick={() =>
              write({ channels: [...contact.channels, { kind: "phone", value: "", label: "" }] })
            }
          >
            + {t("contacts.addChannel")}
          </Button>
          <Button
            size="small"
            type="text"
            aria-label={`${nth} ${t("parties.add")} ${t("contacts.addAddress")}`}
            onClick={() => write({ addresses: [...contact.addresses, ADDRESS] })}
          >
            + {t("contacts.addAddress")}
          </Button>
        </div>
      </div>
    </>
  );
}
