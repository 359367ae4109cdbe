import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type {
  AnswerKind,
  CreditFactKind,
  Decision,
  DisputeOutcome,
  DisputeReason,
  DunningChannel,
  Event,
  MailOutcomeKind,
  ReconciliationAnswer,
  Way,
} from "../../../bindings";
import { DateText } from "../../../components/DateText";
import { MoneyText } from "../../../components/MoneyText";
import { homeOf } from "../../../lib/homes";
import type { Words } from "../../../lib/i18n";
import { useNameIn } from "../../../lib/pipeline";
import { useIsForeign } from "../../../lib/session";

type Field = keyof Words["activities"]["master"];
type Props = { event: Event; onCorrect?: () => void; onWithdraw?: () => void };

/** Longer texts stand folded until they are opened. */
const FOLDED_CHARS = 240;

const TONES: Partial<Record<Event["kind"], string>> = {
  document_issued: "accent",
  document_voided: "red",
  task_done: "green",
  opportunity_begun: "accent",
  opportunity_moved: "accent",
  opportunity_won: "green",
  opportunity_lost: "red",
  credit_limit_agreed: "accent",
  credit_overruled: "accent",
  credit_fact: "accent",
  credit_assessed: "accent",
  credit_released: "red",
  credit_graded: "accent",
  promise_made: "accent",
  promise_withdrawn: "red",
  dispute_opened: "red",
  dispute_handed_on: "accent",
  dispute_closed: "green",
  reminded: "accent",
  mailed: "solid",
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
        <span>
          {event.author}
          {event.former && ` · ${t("activities.former", { name: event.former })}`}
        </span>
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
  const nameIn = useNameIn();
  const { kind, document, opportunity, detail } = event;
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
    case "document_decided":
      if (!document) return null;
      return (
        <Link to={homeOf(document.kind, document.id)}>
          <b>
            {t("activities.events.document_decided", {
              kind: t(`kinds.${document.kind}`),
              number: document.number,
              decision: t(`activities.decisions.${detail as Decision}`),
            })}
          </b>
          {event.contact && <span className="second"> {event.contact}</span>}
        </Link>
      );
    case "opportunity_begun":
    case "opportunity_moved":
    case "opportunity_won":
    case "opportunity_lost":
      if (!opportunity) return null;
      return (
        <Link to={`/pipeline/${opportunity.id}`}>
          <b>
            {t(`activities.events.${kind}`, {
              title: opportunity.title,
              stage: nameIn({ name_zh: opportunity.stage_zh, name_en: opportunity.stage_en }),
              reason: nameIn({ name_zh: opportunity.reason_zh ?? "", name_en: opportunity.reason_en ?? "" }),
            })}
          </b>
        </Link>
      );
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
    case "reconciliation_sent":
    case "reconciliation_answered":
    case "reconciliation_compared":
      if (!event.reconciliation) return null;
      return (
        <Link to={`/reconciliation/${event.reconciliation.seq}`}>
          <b>
            {t(`activities.events.${kind}`, { number: event.reconciliation.number, day })}
            {kind === "reconciliation_sent" && detail && ` · ${t(`statements.ways.${detail as Way}`)}`}
            {kind === "reconciliation_answered" &&
              detail &&
              ` · ${t(`reconciliation.replyForm.answers.${detail as ReconciliationAnswer}`)}`}
          </b>
          {event.contact && <span className="second"> {event.contact}</span>}
        </Link>
      );
    case "promise_made":
    case "promise_withdrawn":
      return (
        <b>
          {t(`activities.events.${kind}`, { day })}
          {event.contact && <span className="second"> {event.contact}</span>}
        </b>
      );
    case "dispute_opened":
      return (
        <b>
          {t("activities.events.dispute_opened", {
            reason: t(`collection.dispute.reasons.${detail as DisputeReason}`),
            day,
          })}
        </b>
      );
    case "dispute_handed_on":
      return <b>{t("activities.events.dispute_handed_on", { name: event.contact, day })}</b>;
    case "dispute_closed":
      return (
        <b>
          {t("activities.events.dispute_closed", {
            outcome: t(`collection.dispute.outcomes.${detail as DisputeOutcome}`),
          })}
        </b>
      );
    case "mailed":
      return (
        <b>
          {t(`mail.outcomes.${detail as MailOutcomeKind}`)}
          {event.contact && <span className="second"> {event.contact}</span>}
        </b>
      );
    case "reminded":
      return (
        <b>
          {t("activities.events.reminded", {
            level: event.level ?? 0,
            channel: t(`collection.channels.${detail as DunningChannel}`),
            day,
          })}
        </b>
      );
    case "credit_limit_agreed":
      return <b>{t(`activities.events.${detail ? "credit_limit_withdrawn" : kind}`)}</b>;
    case "credit_overruled":
      return (
        <b>
          {detail
            ? t("activities.events.credit_overruled", { grade: detail, day })
            : t("activities.events.credit_overruled_ended")}
        </b>
      );
    case "credit_fact":
      return (
        <b>
          {t("activities.events.credit_fact", { fact: t(`credit.facts.kinds.${detail as CreditFactKind}`) })}
        </b>
      );
    case "credit_released":
      return <b>{t("activities.events.credit_released", { day })}</b>;
    case "credit_graded": {
      const [before = "-", after = "-"] = detail ?? "";
      const grade = (code: string) => (code === "-" ? t("credit.unrated") : code);
      return <b>{t("activities.events.credit_graded", { before: grade(before), after: grade(after) })}</b>;
    }
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
    case "credit_assessed":
      return <b>{t(`activities.events.${kind}`)}</b>;
  }
}
