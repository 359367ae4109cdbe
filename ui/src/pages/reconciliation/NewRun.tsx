import { Button, Checkbox, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import type { Language, PlannedLetter, ReconciliationForm, ReconciliationPlan, Way } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { DateText } from "../../components/DateText";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { MoneyText } from "../../components/MoneyText";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { ProgressCard } from "../../components/ProgressCard";
import { lastDayOf, monthBefore } from "../../lib/dates";
import { shell } from "../../lib/door";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useSegments } from "../../lib/segments";
import { useBusinessDay, useIsForeign } from "../../lib/session";
import { useMake, usePlan } from "./queries";
import "./reconciliation.css";

const FORMS: ReconciliationForm[] = ["letter", "inquiry", "statement"];
const WAYS: Way[] = ["email", "message", "post", "by_hand"];
const HOME = "/reconciliation";

/** A new run: whom to ask at which cut-off, with which paper; shown before anything is sent. `?party=` asks one alone. */
export function NewRunPage() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const today = useBusinessDay();
  const [query] = useSearchParams();
  const party = query.get("party");
  const [asOf, setAsOf] = useState(() => lastDayOf(monthBefore(today.slice(0, 7))));
  const [sentOn, setSentOn] = useState(today);
  const [form, setForm] = useState<ReconciliationForm>("letter");
  const [way, setWay] = useState<Way>("email");
  const [segment, setSegment] = useState<string | null>(null);
  const [replyTo, setReplyTo] = useState("");
  const [note, setNote] = useState("");
  const [folder, setFolder] = useState("");
  const [withZero, setWithZero] = useState(party !== null);
  const [unconfirmed, setUnconfirmed] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const segments = useSegments();
  const plan: ReconciliationPlan = {
    as_of: asOf,
    segment: segment === null ? null : Number(segment),
    party_ids: party === null ? [] : [Number(party)],
    with_nothing_open: withZero,
    unconfirmed_only: unconfirmed,
  };
  const { data: planned, error } = usePlan(plan);
  const letters = planned ?? [];
  const job = useMake();
  // What was sent stays on the page where its letters hold characters that no font has: it is not sent again.
  const idle = letters.length > 0 && !job.running && job.outcome === null;
  const leave = () => goTo(HOME);
  const send = async () => {
    if (!idle) return;
    const made = await job.make({
      ...plan,
      form,
      way,
      sent_on: sentOn,
      reply_to: replyTo,
      note,
      folder: folder || null,
      language: null as Language | null,
    });
    if (!made) return;
    tell({ text: t("reconciliation.plan.done", { count: made.letters }) });
    if (made.uncovered.length === 0) goTo(`${HOME}?view=letters&run=${made.run}`);
  };
  const choose = () => {
    setFailure(null);
    shell.pickFolder().then((chosen) => chosen && setFolder(chosen), setFailure);
  };
  useShortcuts({ Escape: leave, "mod+Enter": () => void send() });
  const refused = failure ?? job.error ?? error;
  return (
    <div className="page-main">
      <PageHead
        title={
          <>
            <Link className="second" to={HOME}>
              {t("reconciliation.title")}
            </Link>
            {` / ${t("reconciliation.plan.title")}`}
          </>
        }
        actions={
          <>
            <Button onClick={leave}>{t("reconciliation.plan.leave")}</Button>
            <Button type="primary" disabled={!idle} onClick={send}>
              {t("reconciliation.plan.go", { count: letters.length })}
            </Button>
          </>
        }
      />
      <p className="second">{t("reconciliation.plan.body")}</p>
      <section className="panel reconciliation-plan" style={{ padding: "10px 12px" }}>
        <Form layout="vertical">
          <Labelled id="plan-as-of" label={t("reconciliation.asOf")}>
            <DateInput
              label={t("reconciliation.asOf")}
              value={asOf}
              onChange={(day) => day && setAsOf(day)}
            />
          </Labelled>
          <ChoiceField
            id="plan-form"
            label={t("reconciliation.plan.form")}
            value={form}
            options={FORMS.map((value) => ({ value, label: t(`reconciliation.forms.${value}`) }))}
            onChange={(chosen) => chosen && setForm(chosen)}
          />
          <Labelled id="plan-sent-on" label={t("reconciliation.sentOn")}>
            <DateInput
              label={t("reconciliation.sentOn")}
              value={sentOn}
              onChange={(day) => day && setSentOn(day)}
            />
          </Labelled>
          <ChoiceField
            id="plan-way"
            label={t("reconciliation.way")}
            value={way}
            options={WAYS.map((value) => ({ value, label: t(`statements.ways.${value}`) }))}
            onChange={(chosen) => chosen && setWay(chosen)}
          />
          <ChoiceField
            id="plan-segment"
            label={t("reconciliation.plan.segment")}
            value={segment}
            otherwise={t("reconciliation.plan.allCustomers")}
            options={segments.map((each) => ({ value: String(each.id), label: each.name }))}
            onChange={setSegment}
          />
          <TextField
            id="plan-reply-to"
            label={t("reconciliation.plan.replyTo")}
            hint={t("reconciliation.plan.replyToHint")}
            value={replyTo}
            onChange={setReplyTo}
          />
          <TextField id="plan-note" label={t("reconciliation.note")} value={note} onChange={setNote} />
          <Labelled id="plan-folder" label={t("reconciliation.plan.folder")}>
            <div className="row">
              <Button id="plan-folder" onClick={choose}>
                {t("reconciliation.plan.chooseFolder")}
              </Button>
              <span className="second hash">{folder}</span>
            </div>
          </Labelled>
        </Form>
        <div className="row">
          <Checkbox checked={withZero} onChange={(event) => setWithZero(event.target.checked)}>
            {t("reconciliation.plan.withZero")}
          </Checkbox>
          <Checkbox checked={unconfirmed} onChange={(event) => setUnconfirmed(event.target.checked)}>
            {t("reconciliation.plan.unconfirmed")}
          </Checkbox>
        </div>
      </section>
      {job.running && (
        <ProgressCard title={t("reconciliation.plan.running")} step={job.step} onCancel={job.cancel} />
      )}
      {refused ? <Problem error={refused} /> : null}
      {job.outcome && job.outcome.uncovered.length > 0 && (
        <Problem>
          {t("reconciliation.plan.uncovered", { characters: job.outcome.uncovered.join(", ") })}
        </Problem>
      )}
      {planned && <Planned letters={planned} />}
    </div>
  );
}

function Planned({ letters }: { letters: PlannedLetter[] }) {
  const { t } = useTranslation();
  const isForeign = useIsForeign();
  if (letters.length === 0) return <p className="second">{t("reconciliation.plan.none")}</p>;
  return (
    <section className="panel reconciliation-lines" aria-label={t("reconciliation.plan.title")}>
      <table className="record-lines">
        <thead>
          <tr>
            <th>{t("reconciliation.code")}</th>
            <th>{t("reconciliation.customer")}</th>
            <th className="end">{t("reconciliation.balance")}</th>
            <th>{t("reconciliation.plan.confirmedUntil")}</th>
          </tr>
        </thead>
        <tbody>
          {letters.map((letter) => (
            <tr key={`${letter.party_id} ${letter.balance.currency}`}>
              <td className="num second">{letter.party_code}</td>
              <td>{letter.party_name}</td>
              <td className="end">
                <MoneyText value={letter.balance} withCurrency={isForeign(letter.balance)} />
              </td>
              <td>{letter.confirmed_until && <DateText value={letter.confirmed_until} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
