import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Party, PartyFields } from "../../bindings";
import { Problem } from "../../components/Problem";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { load, save } from "../../lib/memory";
import { useSaveCustomer } from "./queries";

const EMPTY: PartyFields = {
  code: "",
  name: "",
  short_name: "",
  is_customer: true,
  is_supplier: false,
  tax_id: "",
  language: null,
  currency: null,
  terms: null,
  industry: null,
  region: null,
  tags: [],
  notes: "",
  contacts: [],
  phones: [],
  emails: [],
  addresses: [],
  banks: [],
};

type Props = { party?: Party; onSaved: (party: Party) => void; onLeave: () => void };

/** A customer's profile. What is typed is kept until it is saved or given up, also through a restart. */
export function CustomerForm({ party, onSaved, onLeave }: Props) {
  const { t } = useTranslation();
  const memory = `draft.customer.${party ? `${party.id}.${party.version}` : "new"}`;
  const [fields, setFields] = useState<PartyFields>(() => load(memory, null) ?? party?.fields ?? EMPTY);
  const [tried, setTried] = useState(false);
  const saving = useSaveCustomer();
  const write = (change: Partial<PartyFields>) => {
    const next = { ...fields, ...change };
    setFields(next);
    save(memory, next);
  };
  const nameless = fields.name.trim() === "";
  const submit = () => {
    setTried(true);
    if (nameless || saving.isPending) return;
    saving.mutate(
      { id: party?.id, version: party?.version, fields },
      {
        onSuccess: (saved) => {
          save(memory, null);
          tell({ text: t("customers.saved", { name: saved.fields.name }) });
          onSaved(saved);
        },
      },
    );
  };
  const leave = () => {
    save(memory, null);
    onLeave();
  };
  useShortcuts({ "mod+s": submit, "mod+Enter": submit });
  const line = (key: "short_name" | "tax_id" | "code", label: string) => (
    <Form.Item label={label} htmlFor={`customer-${key}`}>
      <Input
        id={`customer-${key}`}
        value={fields[key]}
        onChange={(event) => write({ [key]: event.target.value })}
      />
    </Form.Item>
  );
  const optional = (key: "terms" | "currency" | "industry" | "region", label: string) => (
    <Form.Item label={label} htmlFor={`customer-${key}`}>
      <Input
        id={`customer-${key}`}
        value={fields[key] ?? ""}
        onChange={(event) => write({ [key]: event.target.value || null })}
      />
    </Form.Item>
  );
  return (
    <Form className="panel" style={{ padding: 16, maxWidth: 640 }} labelCol={{ span: 5 }} onFinish={submit}>
      {saving.error && <Problem error={saving.error} />}
      <Form.Item
        label={t("customers.name")}
        htmlFor="customer-name"
        required
        validateStatus={tried && nameless ? "error" : ""}
        help={tried && nameless ? t("customers.nameMissing") : undefined}
      >
        <Input
          id="customer-name"
          autoFocus
          value={fields.name}
          onChange={(event) => write({ name: event.target.value })}
        />
      </Form.Item>
      {line("short_name", t("customers.shortName"))}
      {line("code", t("customers.code"))}
      {line("tax_id", t("customers.taxId"))}
      {optional("terms", t("customers.terms"))}
      {optional("currency", t("customers.currency"))}
      {optional("industry", t("customers.industry"))}
      {optional("region", t("customers.region"))}
      <Form.Item label={t("customers.notes")} htmlFor="customer-notes">
        <Input.TextArea
          id="customer-notes"
          rows={3}
          value={fields.notes}
          onChange={(event) => write({ notes: event.target.value })}
        />
      </Form.Item>
      <div className="row" style={{ justifyContent: "flex-end" }}>
        <Button onClick={leave}>{t("customers.cancel")}</Button>
        <Button type="primary" htmlType="submit" loading={saving.isPending}>
          {t("customers.save")}
        </Button>
      </div>
    </Form>
  );
}
