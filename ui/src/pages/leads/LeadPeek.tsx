import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Lead } from "../../bindings";
import { TextField } from "../../components/fields";
import { Key } from "../../components/Key";
import { Problem } from "../../components/Problem";
import { tell } from "../../lib/lastAct";
import { useOwners } from "../../lib/pipeline";
import { useEndLead } from "./queries";

type Props = { lead: Lead; sells: boolean; onAct: (act: "edit" | "convert") => void };

/** What is known of a lead, what came of it, and what can be done with it. */
export function LeadPeek({ lead, sells, onAct }: Props) {
  const { t } = useTranslation();
  const owners = useOwners().data ?? [];
  const ending = useEndLead();
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState("");
  const { fields } = lead;
  const name = fields.company || (fields.name ?? "");
  const facts: [string, string | undefined][] = [
    [t("leads.state"), t(`leads.states.${lead.state}`)],
    [t("leads.name"), fields.name],
    [t("leads.company"), fields.company],
    [t("leads.phone"), fields.phone],
    [t("leads.email"), fields.email],
    [t("leads.source"), fields.source],
    [t("leads.owner"), owners.find((owner) => owner.id === fields.owner_id)?.name],
    [t("leads.created"), lead.created_on],
    [t("leads.why"), lead.why],
    [t("leads.notes"), fields.notes],
  ];
  const reopens = lead.state === "dismissed";
  const end = () =>
    why.trim() !== "" &&
    ending.mutate(
      { reopens, id: lead.id, why },
      {
        onSuccess: () => {
          setAsking(false);
          setWhy("");
          tell({ text: t(reopens ? "leads.reopened" : "leads.dismissed", { name }) });
        },
      },
    );
  return (
    <>
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => [<dt key={label}>{label}</dt>, <dd key={`${label} `}>{value}</dd>])}
      </dl>
      {ending.error && <Problem error={ending.error} />}
      <div className="row peek-acts">
        {sells && lead.state === "open" && (
          <>
            <Button type="primary" onClick={() => onAct("convert")}>
              {t("leads.convert")} <Key name="C" />
            </Button>
            <Button onClick={() => onAct("edit")}>
              {t("keys.edit")} <Key name="E" />
            </Button>
          </>
        )}
        {sells && lead.state !== "converted" && !asking && (
          <Button onClick={() => setAsking(true)}>{t(reopens ? "leads.reopen" : "leads.dismiss")}</Button>
        )}
        {lead.party_id && <Link to={`/customers/${lead.party_id}`}>{t("leads.openCustomer")}</Link>}
        {lead.opportunity_id && (
          <Link to={`/pipeline/${lead.opportunity_id}`}>{t("leads.openOpportunity")}</Link>
        )}
      </div>
      {asking && (
        <Form layout="vertical" className="side-form" onFinish={end}>
          <TextField id="lead-why" label={t("leads.why")} required autoFocus value={why} onChange={setWhy} />
          <div className="row">
            <Button type="primary" htmlType="submit" disabled={why.trim() === ""} loading={ending.isPending}>
              {t(reopens ? "leads.reopen" : "leads.dismiss")}
            </Button>
            <Button onClick={() => setAsking(false)}>{t("leads.cancel")}</Button>
          </div>
        </Form>
      )}
    </>
  );
}
