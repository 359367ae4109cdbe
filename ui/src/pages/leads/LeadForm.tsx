import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lead, LeadFields } from "../../bindings";
import { ChoiceField, TextField } from "../../components/fields";
import { Key } from "../../components/Key";
import { Problem } from "../../components/Problem";
import { useDraft } from "../../lib/draft";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { ownerChoices, useOwners } from "../../lib/pipeline";
import { useSaveLead } from "./queries";

const EMPTY: Required<LeadFields> = {
  name: "",
  company: "",
  phone: "",
  email: "",
  source: "",
  owner_id: null,
  notes: "",
};

/** A lead being written; what is typed is kept until it is saved. */
export function LeadForm({ lead, onSaved }: { lead?: Lead; onSaved: (saved: Lead) => void }) {
  const { t } = useTranslation();
  const owners = useOwners().data ?? [];
  const saving = useSaveLead();
  const draft = useDraft<Required<LeadFields>>(lead ? `lead.${lead.id}.${lead.version}` : "lead.new", {
    ...EMPTY,
    ...lead?.fields,
  });
  const { fields, write } = draft;
  const [tried, setTried] = useState(false);
  const nameless = fields.name.trim() === "" && fields.company.trim() === "";
  const submit = () => {
    setTried(true);
    if (nameless || saving.isPending) return;
    saving.mutate(
      { id: lead?.id ?? null, version: lead?.version ?? null, fields },
      {
        onSuccess: (saved) => {
          draft.forget();
          tell({ text: t("leads.saved", { name: saved.fields.company || saved.fields.name }) });
          onSaved(saved);
        },
      },
    );
  };
  useShortcuts({ "mod+s": submit, "mod+Enter": submit });
  return (
    <Form layout="vertical" className="side-form" onFinish={submit}>
      {saving.error && <Problem error={saving.error} />}
      <TextField
        id="lead-name"
        label={t("leads.name")}
        autoFocus
        problem={tried && nameless ? t("leads.needsName") : undefined}
        value={fields.name}
        onChange={(name) => write({ name })}
      />
      <TextField
        id="lead-company"
        label={t("leads.company")}
        value={fields.company}
        onChange={(company) => write({ company })}
      />
      <div className="two">
        <TextField
          id="lead-phone"
          label={t("leads.phone")}
          value={fields.phone}
          onChange={(phone) => write({ phone })}
        />
        <TextField
          id="lead-email"
          label={t("leads.email")}
          value={fields.email}
          onChange={(email) => write({ email })}
        />
      </div>
      <div className="two">
        <TextField
          id="lead-source"
          label={t("leads.source")}
          value={fields.source}
          onChange={(source) => write({ source })}
        />
        <ChoiceField
          id="lead-owner"
          label={t("leads.owner")}
          value={fields.owner_id === null ? null : String(fields.owner_id)}
          otherwise={t("pipeline.myself")}
          options={ownerChoices(owners, fields.owner_id ?? undefined)}
          onChange={(owner) => write({ owner_id: owner === null ? null : Number(owner) })}
        />
      </div>
      <TextField
        id="lead-notes"
        label={t("leads.notes")}
        rows={3}
        value={fields.notes}
        onChange={(notes) => write({ notes })}
      />
      <Button type="primary" htmlType="submit" loading={saving.isPending}>
        {t("leads.save")} <Key name="Ctrl S" />
      </Button>
    </Form>
  );
}
