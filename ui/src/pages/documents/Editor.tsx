import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import type { Draft } from "../../bindings";
import { Key } from "../../components/Key";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { useAfter } from "../../lib/after";
import { addDays } from "../../lib/dates";
import { sentenceOf } from "../../lib/i18n";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useSession } from "../../lib/session";
import { useTaxesOn } from "../../lib/taxes";
import { ClassNote } from "./ClassNote";
import { CreditNotice } from "./CreditNotice";
import { EditorChoices } from "./EditorChoices";
import { EditorFoot } from "./EditorFoot";
import { EditorHead } from "./EditorHead";
import { copyOf, type Editing, empty, fromWire, toWire, written } from "./editing";
import { Issuing } from "./Issuing";
import {
  actOf,
  creditOf,
  isPreInvoice,
  isTrade,
  newKindOf,
  type Shelf,
  shelfOf,
  shelves,
  type TradeKind,
} from "./kinds";
import { LineTable } from "./LineTable";
import { PlanEditor } from "./PlanEditor";
import { type PlacedProblem, placed } from "./problems";
import {
  readDraft,
  useCompany,
  useDiscardDraft,
  useDocument,
  useDraft,
  useEntryPreview,
  useInstalments,
  useNext,
  useOrderPolicy,
  useTotals,
} from "./queries";
import { SidePanel } from "./SidePanel";
import { StaleDraft } from "./StaleDraft";
import { useApprovalOf } from "./useApproval";
import { useAutosave } from "./useAutosave";
import "../../styles/classes.css";
import { useParty } from "../../lib/parties";

const REST_MS = 150;

/**
 * Writes a new document or goes on with a draft. `?party=` chooses whom it is for, `?credits=` begins a credit
 * note that corrects an invoice, `?copy=` begins with the content of another document, `?from=` goes on from what is left of
 * documents.
 */
export function EditorPage({ shelf }: { shelf: Shelf }) {
  const { id } = useParams();
  const [query] = useSearchParams();
  const draft = useDraft(id ? Number(id) : null);
  const [credits, copied] = [query.get("credits"), query.get("copy")];
  const source = useDocument(credits || copied ? Number(credits ?? copied) : null);
  const from = (query.get("from") ?? "").split(",").map(Number).filter(Boolean);
  const next = useNext({ from, kind: newKindOf(shelf) });
  const session = useSession();
  const company = useCompany();
  const policy = useOrderPolicy(newKindOf(shelf) === "quote");
  const error = draft.error ?? source.error ?? next.error ?? session.error ?? company.error;
  if (error)
    return (
      <div className="page-main">
        <Problem error={error} />
      </div>
    );
  if (
    !session.data ||
    !company.data ||
    (id && !draft.data) ||
    ((credits || copied) && !source.data) ||
    (from.length > 0 && !next.data) ||
    (newKindOf(shelf) === "quote" && policy.isPending)
  )
    return null;
  const { today } = session.data;
  const quoteDays = policy.data?.quote_days ?? 0; // without end where nought
  const going = draft.data?.fields ?? next.data;
  const saved = going ? fromWire(going) : null;
  const copiedKind = source.data && isTrade(source.data.kind) ? source.data.kind : undefined;
  const kind: TradeKind = saved?.kind ?? (credits ? creditOf(shelf) : (copiedKind ?? newKindOf(shelf)));
  const party = query.get("party");
  const start = source.data
    ? copyOf(source.data, today, credits !== null)
    : {
        ...empty(party ? Number(party) : null, today, company.data.prices_include_tax),
        ...(kind === "quote" ? { due_on: quoteDays === 0 ? null : addDays(today, quoteDays) } : {}),
      };
  return (
    <Editor
      key={id ?? query.toString()}
      kind={kind}
      draft={draft.data ?? null}
      start={saved?.editing ?? start}
      today={today}
      defaultTax={company.data.default_tax}
      bookLanguage={session.data.book.language}
    />
  );
}

type Props = {
  kind: TradeKind;
  draft: Draft | null;
  start: Editing;
  today: string;
  defaultTax: string | null | undefined;
  bookLanguage: string;
};

/** The document as the paper it becomes: kept by itself, its amounts live, issued after one look. */
function Editor({ kind, draft, start, today, defaultTax, bookLanguage }: Props) {
  const { t, i18n } = useTranslation();
  const goTo = useNavigate();
  const [editing, setEditing] = useState(start);
  const [issuing, setIssuing] = useState(false);
  const [tried, setTried] = useState(false);
  const { saved, stale, failure, save, settle, stop, version } = useAutosave(kind, editing, draft);
  const taxes = useTaxesOn(editing.date ?? today);
  const { data: party } = useParty(editing.party_id);
  const discarding = useDiscardDraft();
  const wire = useAfter(toWire(kind, editing), REST_MS, JSON.stringify);
  const filled = written(editing.lines).length > 0;
  const totals = useTotals(wire, filled);
  const preview = useEntryPreview(wire, filled && Boolean(editing.party_id));
  const instalments = useInstalments(wire, filled && kind !== "credit_note" && !isPreInvoice(kind));
  const made = instalments.data ?? [];
  const { path: home, words } = shelves[shelfOf(kind)];
  const approval = useApprovalOf(kind, draft, version.current, saved.state);
  const write = (change: Partial<Editing>) => setEditing((now) => ({ ...now, ...change }));
  const paperLanguage = editing.language ?? party?.fields.language ?? bookLanguage;
  const problem = placed(totals.error) ?? placed(instalments.error) ?? placed(preview.error);
  const show = (place: PlacedProblem["place"]) =>
    problem?.place === place ? <span className="red">{sentenceOf(problem.error)}</span> : undefined;
  const missing = tried && !editing.party_id ? <span className="red">{t("field.party")}</span> : undefined;

  const priced =
    shelves[shelfOf(kind)].business === "supplier"
      ? undefined
      : {
          party_id: editing.party_id ?? null,
          currency: editing.currency ?? party?.fields.currency ?? null,
          date: editing.date ?? today,
        };

  const standing = priced && kind !== "credit_note" ? party?.fields.discount_percent : null;

  const discard = async () => {
    stop();
    if (version.current) await discarding.mutateAsync(version.current.id);
    tell({ text: t("documents.discarded") });
    goTo(home);
  };
  const issue = async () => {
    setTried(true);
    if (!editing.party_id || !filled || problem || approval.waits) return;
    if (await save()) setIssuing(true);
  };
  useShortcuts({
    "mod+s": () => void save(),
    "mod+Enter": () => void issue(),
    Escape: () => !issuing && goTo(-1),
  });
  const savedAt = saved.at
    ? new Date(saved.at).toLocaleTimeString(i18n.language, { hour: "2-digit", minute: "2-digit" })
    : "";
  const mark = {
    untouched: "",
    unsaved: t("documents.unsaved"),
    saving: t("documents.saving"),
    saved: t("documents.autosaved", { time: savedAt }),
  }[saved.state];

  return (
    <div className="page-main">
      <PageHead
        title={
          <>
            <Link className="second" to={home}>
              {t(`${words}.title`)}
            </Link>
            {` / ${t(`documents.${kind}.${draft ? "draft" : "new"}`)}`}
          </>
        }
        actions={
          <>
            <span className="second caption" role="status">
              {mark}
            </span>
            <Button onClick={() => void discard()}>{t("documents.discard")}</Button>
            {approval.waits && approval.given !== undefined && (
              <Button loading={approval.busy} onClick={approval.given}>
                {t("vouchers.approve")}
              </Button>
            )}
            <Button
              type="primary"
              disabled={approval.waits}
              title={approval.waits ? t("documents.waiting.hint") : undefined}
              onClick={() => void issue()}
            >
              {t(`documents.acts.${actOf(kind)}.verb`)} <Key name="Ctrl Enter" />
            </Button>
          </>
        }
      />
      {failure ? <Problem error={failure} /> : null}
      {approval.error ? <Problem error={approval.error} /> : null}
      {approval.waits && (
        <Problem>{t(approval.given ? "documents.waiting.hint" : "vouchers.anotherApproves")}</Problem>
      )}
      {stale && (
        <StaleConflict
          id={version.current?.id ?? 0}
          kind={kind}
          editing={editing}
          theirs={stale.details.theirs}
          onSettled={(other, taken) => {
            settle(other, taken);
            if (taken) setEditing(taken);
          }}
        />
      )}
      {problem?.place === "page" && <Problem error={problem.error} />}
      {priced && kind !== "credit_note" && (
        <CreditNotice fields={wire} ready={filled && Boolean(editing.party_id)} />
      )}
      <div className="editor">
        <section className="panel paper" aria-label={t(`documents.${kind}.new`)}>
          <EditorHead
            kind={kind}
            editing={editing}
            party={party}
            write={write}
            today={today}
            made={made}
            problems={{
              party: missing ?? show("party"),
              date: show("date"),
              due: show("due"),
              reference: show("reference"),
            }}
          />
          {standing && (
            <p className="second class-note">{t("classes.defaults.standing", { percent: standing })}</p>
          )}
          {kind === "invoice" && party && <ClassNote party={party} editing={editing} write={write} />}
          <LineTable
            costs={kind !== "bill"}
            lines={editing.lines}
            onLines={(lines) => write({ lines })}
            totals={filled ? totals.data : undefined}
            taxes={taxes}
            defaultTax={defaultTax}
            problem={lineProblem()}
            priced={priced}
            standing={standing}
          />
          <PlanEditor
            kind={kind}
            own={editing.instalments}
            made={made}
            onOwn={(own) => write({ instalments: own, due_on: null })}
            problem={show("plan")}
          />
          <span className="grow" />
          <EditorFoot
            editing={editing}
            totals={filled ? totals.data : undefined}
            write={write}
            problem={show("discount")}
            choices={<EditorChoices kind={kind} editing={editing} write={write} />}
          />
        </section>
        <SidePanel
          fields={wire}
          ready={filled && Boolean(editing.party_id)}
          entry={preview.data}
          language={paperLanguage === "en" ? "en" : "zh-CN"}
          onLanguage={(language) => write({ language })}
        />
      </div>
      {issuing && version.current && (
        <Issuing
          kind={kind}
          date={editing.date ?? undefined}
          draft={version.current}
          total={totals.data?.total}
          entry={preview.data ?? []}
          onIssued={stop}
          onClose={() => setIssuing(false)}
        />
      )}
    </div>
  );

  function lineProblem() {
    if (problem?.place !== "line" || problem.line === undefined) return null;
    const reason = String(problem.error.details.reason);
    const words = {
      discount: t("documents.lineDiscount"),
      description: t("documents.lineDescription"),
    } as Record<string, string>;
    const text = words[reason] ?? sentenceOf(problem.error);
    if (problem.error.code !== "over_delivery") return { line: problem.line, text };
    const agree = (
      <Button size="small" onClick={() => write({ over_delivery: true })}>
        {t("orders.overDelivery")}
      </Button>
    );
    return { line: problem.line, text, act: agree };
  }
}

type ConflictProps = {
  id: number;
  kind: TradeKind;
  editing: Editing;
  theirs: unknown;
  onSettled: (other: Draft, taken: Editing | null) => void;
};

/** Reads the other version before going on from it. */
function StaleConflict({ id, kind, editing, theirs, onSettled }: ConflictProps) {
  const mine = toWire(kind, editing);
  const go = async (take: boolean) => {
    const other = await readDraft(id);
    onSettled(other, take ? (fromWire(other.fields)?.editing ?? null) : null);
  };
  return (
    <StaleDraft
      mine={mine}
      theirs={(theirs ?? mine) as typeof mine}
      onKeep={() => void go(false)}
      onTake={() => void go(true)}
    />
  );
}
