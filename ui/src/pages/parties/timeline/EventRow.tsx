import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { AnswerKind, Event, Way } from "../../../bindings";
import { DateText } from "../../../components/DateText";
import { MoneyText } from "../../../components/MoneyText";
import { homeOf } from "../../../lib/homes";
import type { Words } from "../../../lib/i18n";
import { useIsForeign } from "../../../lib/session";

type Field = keyof Words["activities"]["master"];
type Props = { event: Event; onCorrect?: () => void; onWithdraw?: () => void };

/** Longer texts stand folded until they are opened. */
const FOLDED_CHARS = 240;

const TONES: Partial<Record<Event["kind"], string>> = {
  document_issued: "accent",
  document_voided: "red",
  task_done: "green",
  call: "solid",
  mail: "solid",
  visit: "solid",
  meeting: "solid",
  note: "solid",
};

/** One row of a timeline: what happened, what was said, who recorded it. */
export function EventRow({ event, onCorrect, onWithdraw }: Props) {
  const { t } = useTranslation();
  const isForeign = useIsForeign();
  const [unfolded, setUnfolded] = useState(false);
  const long = event.text.length > FOLDED_CHARS;
  const text = long && !unfolded ? `${event.text.slice(0, FOLDED_CHARS)}…` : event.text;
  return (
    <li className={`event ${TONES[event.kind] ?? ""}`}>
      <div className="event-head">
        <Title event={event} />
        <span className="second">
          <DateText value={event.date} />
          {event.time && ` ${event.time}`}
        </span>
      </div>
      {event.amount && (
        <div className="second">
          <MoneyText value={event.amount} withCurrency={isForeign(event.amount)} />
        </div>
      )}
      {text !== "" && <div className="event-text">{text}</div>}
      {long && (
        <button type="button" className="plain link" onClick={() => setUnfolded(!unfolded)}>
          {unfolded ? "−" : "+"}
        </button>
      )}
      {event.next_on && (
        <div className="event-next">
          {t("activities.nextStep", { step: event.next_step })} <DateText value={event.next_on} />
        </div>
      )}
      <div className="event-foot third">
        <span>{event.author}</span>
        {onCorrect && (
          <button type="button" className="plain link" onClick={onCorrect}>
            {t("activities.correct")}
          </button>
        )}
        {onWithdraw && (
          <button type="button" className="plain link" onClick={onWithdraw}>
            {t("activities.withdraw")}
          </button>
        )}
      </div>
    </li>
  );
}

function Title({ event }: { event: Event }) {
  const { t } = useTranslation();
  const { kind, document, detail } = event;
  const day = event.as_of ?? event.date;
  switch (kind) {
    case "call":
    case "mail":
    case "visit":
    case "meeting":
    case "note": {
      const said = t(`activities.kinds.${kind}`);
      return <b>{event.contact ? t("activities.with", { kind: said, contact: event.contact }) : said}</b>;
    }
    case "document_issued":
    case "document_voided": {
      if (!document) return null;
      const words = { kind: t(`kinds.${document.kind}`), number: document.number };
      return (
        <Link to={homeOf(document.kind, document.id)}>
          <b>{t(`activities.events.${kind}`, words)}</b>
        </Link>
      );
    }
    case "statement_sent":
      return (
        <b>
          {t("activities.events.statement_sent", { day })}
          {detail && ` · ${t(`statements.ways.${detail as Way}`)}`}
        </b>
      );
    case "statement_answered":
      return (
        <b>
          {t("activities.events.statement_answered", { day })}
          {detail && ` · ${t(`statements.answers.${detail as AnswerKind}`)}`}
        </b>
      );
    case "party_changed":
      return (
        <b>
          {t("activities.events.party_changed", {
            fields: event.changed.map((field) => t(`activities.master.${field as Field}`)).join(", "),
          })}
        </b>
      );
    case "party_added":
    case "task_done":
      return <b>{t(`activities.events.${kind}`)}</b>;
  }
}
