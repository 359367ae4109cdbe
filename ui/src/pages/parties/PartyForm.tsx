import { Button, Checkbox, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Business, Party, PartyFields } from "../../bindings";
import { FormFoot } from "../../components/FormFoot";
import { TextField } from "../../components/fields";
import { Problem } from "../../components/Problem";
import { DoorError } from "../../lib/door";
import { useDraft } from "../../lib/draft";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useMay } from "../../lib/session";
import { sideOf } from "./business";
import { ClassFields } from "./ClassFields";
import { ClassProposalNote } from "./ClassProposalNote";
import { ProfileFields } from "./ProfileFields";
import { useArchiveParty, useSaveParty } from "./queries";
import { ReachFields } from "./ReachFields";
import { Similar } from "./Similar";

const EMPTY: PartyFields = {
  code: "",
  name: "",
  short_name: "",
  is_customer: false,
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

/** A new party begins on the side it was made from. */
const emptyOf = (business: Business): PartyFields =>
  business === "customer" ? { ...EMPTY, is_customer: true } : { ...EMPTY, is_supplier: true };

type Props = { business: Business; party?: Party; onSaved: (party: Party) => void; onLeave: () => void };

/** A party's profile. What is typed is kept until it is saved or given up, also through a restart. */
export function PartyForm({ business, party, onSaved, onLeave }: Props) {
  const { words } = sideOf[business];
  const { t } = useTranslation();
  const { fields, write, forget } = useDraft<PartyFields>(
    `${business}.${party ? `${party.id}.${party.version}` : "new"}`,
    party?.fields ?? emptyOf(business),
  );
  const [tried, setTried] = useState(false);
  const saving = useSaveParty();
  const edits = useMay()("edit_parties");
  const nameless = fields.name.trim() === "";
  const submit = () => {
    setTried(true);
    if (nameless || saving.isPending || !edits) return;
    saving.mutate(
      { id: party?.id, version: party?.version, fields },
      {
        onSuccess: (saved) => {
          forget();
          tell({ text: t(`${words}.saved`, { name: saved.fields.name }) });
          onSaved(saved);
        },
      },
    );
  };
  const leave = () => {
    forget();
    onLeave();
  };
  useShortcuts({ "mod+s": submit, "mod+Enter": submit });
  return (
    <Form className="panel form-page" layout="vertical" disabled={!edits} onFinish={submit}>
      {!edits && <p className="second">{t("app.readOnly")}</p>}
      {saving.error && (
        <Problem
          error={saving.error}
          actions={
            DoorError.from(saving.error).code === "stale" && (
              <Button size="small" onClick={leave}>
                {t("parties.reload")}
              </Button>
            )
          }
        />
      )}
      <Similar business={business} id={party?.id} fields={fields} />
      <div className="two">
        <TextField
          id="party-name"
          label={t(`${words}.name`)}
          required
          autoFocus={party === undefined}
          problem={tried && nameless ? t("customers.nameMissing") : undefined}
          value={fields.name}
          onChange={(name) => write({ name })}
        />
        <ProfileFields fields={fields} write={write} />
        <ClassFields fields={fields} write={write} />
      </div>
      {!party && edits && fields.is_customer && <ClassProposalNote fields={fields} write={write} />}
      <div className="two">
        <TextField
          id="party-notes"
          label={t("customers.notes")}
          rows={2}
          value={fields.notes}
          onChange={(notes) => write({ notes })}
        />
        <Form.Item label={t("customers.roles")}>
          <Checkbox
            checked={fields.is_customer}
            onChange={(event) => write({ is_customer: event.target.checked })}
          >
            {t("state.customer")}
          </Checkbox>
          <Checkbox
            checked={fields.is_supplier}
            onChange={(event) => write({ is_supplier: event.target.checked })}
          >
            {t("state.supplier")}
          </Checkbox>
        </Form.Item>
      </div>
      <ReachFields fields={fields} write={write} />
      <FormFoot saving={saving.isPending} onCancel={leave}>
        {party && <ArchiveButton party={party} />}
      </FormFoot>
    </Form>
  );
}

/** Takes the party out of use, or brings it back; one that owes or is owed stays. */
function ArchiveButton({ party }: { party: Party }) {
  const { t } = useTranslation();
  const archiving = useArchiveParty();
  const { name } = party.fields;
  const archive = (archived: boolean) =>
    archiving.mutate(
      { id: party.id, archived },
      {
        onSuccess: () =>
          tell({
            text: t(archived ? "parties.archived" : "parties.restored", { name }),
            undo: () => archive(!archived),
          }),
      },
    );
  return (
    <>
      <Button type="text" loading={archiving.isPending} onClick={() => archive(!party.archived)}>
        {t(party.archived ? "items.restore" : "items.archive")}
      </Button>
      {archiving.error && <Problem error={archiving.error} />}
    </>
  );
}
