import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Contact } from "../../bindings";
import { ContactFields } from "./ContactFields";
import "./contacts.css";

const EMPTY: Contact = {
  name: "",
  roles: [],
  department: "",
  title: "",
  channels: [{ kind: "mobile", value: "", label: "" }],
  birthday: "",
  notes: "",
  addresses: [],
  primary: false,
};

type Props = { contacts: Contact[]; onContacts: (contacts: Contact[]) => void };

/** The people of a party; one of them is whom one turns to first. */
export function ContactsEditor({ contacts, onContacts }: Props) {
  const { t } = useTranslation();
  const write = (place: number, change: Partial<Contact>) =>
    onContacts(
      contacts.map((contact, at) => {
        if (at === place) return { ...contact, ...change };
        return change.primary ? { ...contact, primary: false } : contact;
      }),
    );
  const add = () => onContacts([...contacts, { ...EMPTY, primary: contacts.length === 0 }]);
  return (
    <section className="rows-editor" aria-label={t("contacts.title")}>
      <div className="row">
        <h2 className="section grow">{t("contacts.title")}</h2>
        <Button
          size="small"
          icon={<PlusOutlined />}
          aria-label={`${t("parties.add")} ${t("contacts.title")}`}
          onClick={add}
        >
          {t("parties.add")}
        </Button>
      </div>
      {contacts.length === 0 && <p className="third">{t("contacts.none")}</p>}
      {contacts.map((contact, at) => (
        // People are only added at the end and removed by place; they carry no other identity.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <fieldset key={at} className="contact" aria-label={t("contacts.nth", { place: at + 1 })}>
          <ContactFields
            contact={contact}
            place={at}
            write={(change) => write(at, change)}
            onRemove={() => onContacts(contacts.filter((_, place) => place !== at))}
          />
        </fieldset>
      ))}
    </section>
  );
}
