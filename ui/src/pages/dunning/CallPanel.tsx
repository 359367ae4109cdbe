import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { CallRow, DocumentKind } from "../../bindings";
import { DateText } from "../../components/DateText";
import { DisputeDialog } from "../../components/DisputeDialog";
import { Key } from "../../components/Key";
import { MoneyText } from "../../components/MoneyText";
import { PeekPanel } from "../../components/PeekPanel";
import { PromiseDialog } from "../../components/PromiseDialog";
import { PromiseStatus } from "../../components/PromiseStatus";
import { useOwed } from "../../lib/commitments";
import { daysBetween } from "../../lib/dates";
import { homeOf, homeOfParty } from "../../lib/homes";
import { useShortcuts } from "../../lib/keyboard";
import { useBusinessDay, useIsForeign, useMay } from "../../lib/session";

/** What one needs on the telephone: number, what is overdue, what was promised and said; what is agreed is recorded from here. */
export function CallPanel({ row, onClose }: { row: CallRow; onClose: () => void }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const edits = useMay()("edit_parties");
  const [recording, setRecording] = useState<"promise" | "dispute" | null>(null);
  const isIdle = edits && recording === null;
  useShortcuts({
    ...(isIdle ? { n: () => setRecording("promise"), d: () => setRecording("dispute") } : {}),
    Escape: onClose,
  });
  const home = `${homeOfParty("customer", row.party_id)}?tab=commitments`;
  return (
    <PeekPanel title={row.party_name} onClose={onClose} onOpen={() => goTo(home)}>
      <p className="call-number">
        {row.contact && <span>{row.contact}</span>}
        {row.phone ? (
          <b className="num selectable">{row.phone}</b>
        ) : (
          <Link to={`${homeOfParty("customer", row.party_id)}?tab=profile`}>
            {t("collection.calls.noPhone")}
          </Link>
        )}
      </p>
      <dl className="call-figures">
        <div>
          <dt>{t("collection.calls.overdue")}</dt>
          <dd className="red">
            <MoneyText value={row.overdue} zeroAs="dash" />
          </dd>
        </div>
        <div>
          <dt>{t("collection.calls.disputed")}</dt>
          <dd>
            <MoneyText value={row.disputed} zeroAs="dash" />
          </dd>
        </div>
        <div>
          <dt>{t("collection.calls.kept")}</dt>
          <dd className="num" title={`${row.kept_percent}%`}>
            {row.judged === 0 ? "–" : t("collection.calls.keptOf", { kept: row.kept, judged: row.judged })}
          </dd>
        </div>
      </dl>
      {row.waits_until && (
        <p className="call-note">{t("collection.calls.waits", { day: row.waits_until })}</p>
      )}
      <h2>{t("collection.calls.items")}</h2>
      <Items party={row.party_id} />
      {row.promise && (
        <>
          <h2>{t("collection.calls.promise")}</h2>
          <div className="row peek-line">
            <DateText value={row.promise.due_on} />
            <span className="grow end">
              <MoneyText value={row.promise.amount} />
            </span>
            <PromiseStatus status={row.promise.status} />
          </div>
        </>
      )}
      <h2>{t("collection.calls.before")}</h2>
      {row.last_letter_on && (
        <div className="row peek-line">
          <DateText value={row.last_letter_on} />
          <span>
            {t("collection.title")} {t("collection.level", { level: row.last_level })}
          </span>
        </div>
      )}
      {row.last_activity && (
        <div className="row peek-line said">
          <DateText value={row.last_activity.date} />
          <span>{row.last_activity.text}</span>
        </div>
      )}
      {!row.last_letter_on && !row.last_activity && (
        <p className="second">{t("collection.calls.nothingBefore")}</p>
      )}
      {edits && (
        <div className="row peek-acts">
          <Button type="primary" onClick={() => setRecording("promise")}>
            {t("collection.promise.add")} <Key name="N" />
          </Button>
          <Button onClick={() => setRecording("dispute")}>
            {t("collection.dispute.add")} <Key name="D" />
          </Button>
        </div>
      )}
      {recording === "promise" && (
        <PromiseDialog party={row.party_id} contact={row.contact} onClose={() => setRecording(null)} />
      )}
      {recording === "dispute" && <DisputeDialog party={row.party_id} onClose={() => setRecording(null)} />}
    </PeekPanel>
  );
}

/** What of it is overdue, the oldest first. */
function Items({ party }: { party: number }) {
  const { t } = useTranslation();
  const today = useBusinessDay();
  const isForeign = useIsForeign();
  const { data = [] } = useOwed(party);
  const late = data.filter((item) => item.due_on < today);
  late.sort((a, b) => a.due_on.localeCompare(b.due_on));
  return late.map((item) => (
    <div key={item.id} className="row peek-line call-item">
      {item.document_id ? (
        <Link
          className="num"
          to={homeOf((item.document_kind ?? "invoice") as DocumentKind, item.document_id)}
        >
          {item.document_number}
        </Link>
      ) : (
        <DateText value={item.date} />
      )}
      <span className="num red">{t("collection.days", { count: daysBetween(item.due_on, today) })}</span>
      <MoneyText value={item.remaining} withCurrency={isForeign(item.remaining)} />
    </div>
  ));
}
