import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CommittedItem, Document } from "../../bindings";
import { DateText } from "../../components/DateText";
import { DisputeDialog } from "../../components/DisputeDialog";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { PromiseDialog } from "../../components/PromiseDialog";
import { DisputeState, PromiseStatus } from "../../components/PromiseStatus";
import { useDisputes, useOwed, usePromises } from "../../lib/commitments";
import { useBusinessDay, useMay } from "../../lib/session";

/** What was promised for an invoice and what is disputed of it; both can be recorded here while it is open. */
export function Collecting({ document }: { document: Document }) {
  const { t } = useTranslation();
  const today = useBusinessDay();
  const edits = useMay()("edit_parties");
  const [open, setOpen] = useState<"promise" | "dispute" | null>(null);
  const party = document.party_id;
  const concerns = ({ items }: { items: CommittedItem[] }) =>
    items.some((item) => item.document_id === document.id);
  const [promised, contested, owing] = [
    usePromises({ party_id: party }),
    useDisputes({ party_id: party }),
    useOwed(party),
  ];
  const promises = (promised.data ?? []).filter(concerns);
  const disputes = (contested.data ?? []).filter(concerns);
  const items = (owing.data ?? []).filter((item) => item.document_id === document.id);
  const error = promised.error ?? contested.error ?? owing.error;
  const owed = edits && items.length > 0;
  if (error) return <Problem error={error} />;
  if (!owed && promises.length + disputes.length === 0) return null;
  const disputed = disputes.some((dispute) => !dispute.outcome);
  const keys = items.map((item) => item.id);
  return (
    <section className="panel side-box">
      <h2>{t("collection.ofDocument")}</h2>
      {promises.map((promise) => (
        <div className="row" key={promise.seq}>
          <DateText value={promise.due_on} />
          <span className="grow">
            <MoneyText value={promise.amount} />
          </span>
          <PromiseStatus status={promise.status} />
        </div>
      ))}
      {disputes.map((dispute) => (
        <div className="row" key={dispute.seq}>
          <span className="grow" title={dispute.note}>
            {t(`collection.dispute.reasons.${dispute.reason}`)} <MoneyText value={dispute.amount} />
          </span>
          <DisputeState dispute={dispute} today={today} />
        </div>
      ))}
      {owed && (
        <div className="row">
          <Button size="small" onClick={() => setOpen("promise")}>
            {t("collection.promise.add")}
          </Button>
          {!disputed && (
            <Button size="small" onClick={() => setOpen("dispute")}>
              {t("collection.dispute.add")}
            </Button>
          )}
        </div>
      )}
      {open === "promise" && <PromiseDialog party={party} items={keys} onClose={() => setOpen(null)} />}
      {open === "dispute" && <DisputeDialog party={party} items={keys} onClose={() => setOpen(null)} />}
    </section>
  );
}
