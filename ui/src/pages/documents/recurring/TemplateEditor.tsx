import { ConfigProvider, Segmented } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { Recurring } from "../../../bindings";
import { PageHead } from "../../../components/PageHead";
import { Problem } from "../../../components/Problem";
import { useAfter } from "../../../lib/after";
import { sentenceOf } from "../../../lib/i18n";
import { useShortcuts } from "../../../lib/keyboard";
import { useParty } from "../../../lib/parties";
import { homeOfRecurring, useMakeDue } from "../../../lib/recurring";
import { useMay } from "../../../lib/session";
import { useTaxesOn } from "../../../lib/taxes";
import { EditorFoot } from "../EditorFoot";
import { EditorHead } from "../EditorHead";
import { written } from "../editing";
import { shelves, type TradeShelf } from "../kinds";
import { LineTable } from "../LineTable";
import { type PlacedProblem, placed } from "../problems";
import { useTotals } from "../queries";
import { PaperLanguage } from "../SidePanel";
import { History } from "./History";
import { MakingFields } from "./MakingFields";
import { Placeholders } from "./Placeholders";
import { useTemplateAct, useUpcoming } from "./queries";
import { ScheduleLine } from "./ScheduleLine";
import { TemplateActions } from "./TemplateActions";
import { TemplateNotices } from "./TemplateNotices";
import { TemplateState } from "./TemplateState";
import { type Template, toFields } from "./template";
import { UpcomingList } from "./UpcomingList";
import { useSaving } from "./useSaving";

const REST_MS = 250;

type Props = {
  shelf: TradeShelf;
  saved: Recurring | null;
  start: Template;
  /** What is typed of a new one is kept under this name. */
  name: string;
  today: string;
  defaultTax: string | null | undefined;
  bookLanguage: string;
  title: string;
};

/** A template as the paper it becomes: what it says, when it comes, what the next ones are and what it made. */
export function TemplateEditor(props: Props) {
  const { shelf, saved, today, title } = props;
  const { t } = useTranslation();
  const goTo = useNavigate();
  const kind = shelf === "sales" ? "invoice" : "bill";
  const home = homeOfRecurring(kind);
  // What a template begins with is decided once: the lines of an empty one have keys of their own.
  const [start] = useState(props.start);
  const saving = useSaving(kind, saved, props.name, start);
  const { template, write } = saving;
  const { editing, schedule } = template;
  const writePaper = (change: Partial<Template["editing"]>) => write({ editing: { ...editing, ...change } });
  const may = useMay();
  const [issues, settles] = [may(shelf === "sales" ? "sell" : "keep"), may("keep")];
  const { data: party } = useParty(editing.party_id);
  const paperLanguage = editing.language ?? party?.fields.language ?? props.bookLanguage;
  const taxes = useTaxesOn(schedule.starts_on);
  const ended = saved?.state === "ended";
  const changes = issues && !ended;
  const fields = useAfter(toFields(kind, template), REST_MS, JSON.stringify);
  const filled = written(editing.lines).length > 0;
  const ready = filled && Boolean(editing.party_id);
  const totals = useTotals(fields.document, filled);
  const upcoming = useUpcoming({ id: saved?.id ?? null, fields }, ready && !ended);
  const act = useTemplateAct();
  const making = useMakeDue();
  const seen = ended ? [] : ready && upcoming.isSuccess ? upcoming.data : undefined;
  const problem =
    placed(saving.error) ?? placed(upcoming.error) ?? placed(totals.error) ?? placed(seen?.[0]?.problem);
  const show = (place: PlacedProblem["place"]): ReactNode =>
    problem?.place === place ? <span className="red">{sentenceOf(problem.error)}</span> : undefined;
  const missing = saving.tried && !editing.party_id && <span className="red">{t("field.party")}</span>;
  const save = () => changes && void saving.save(ready);
  useShortcuts({ "mod+s": save, "mod+Enter": save, Escape: () => goTo(home) });
  const skip = (day: string, skipped: boolean) =>
    saved && act.mutate({ act: "skip", id: saved.id, day, skipped }, { onSuccess: saving.follow });

  return (
    <div className="page-main">
      <PageHead
        title={
          <>
            <Link className="second" to={home}>
              {t(`recurring.${shelf}.title`)}
            </Link>
            {` / ${title} `}
            {saved && <TemplateState state={saved.state} goesOn={seen?.length !== 0} />}
          </>
        }
        actions={
          issues && (
            <TemplateActions
              saved={saved}
              title={title}
              today={today}
              unsaved={saving.unsaved}
              busy={saving.busy || making.running}
              onSave={save}
              onActed={saving.follow}
              onMake={() => saved && void making.make(saved.id)}
            />
          )
        }
      />
      <TemplateNotices state={saved?.state} issues={issues} saving={saving} making={making} />
      {act.error ? <Problem error={act.error} /> : null}
      {problem?.place === "page" && !saving.stale && <Problem error={problem.error} />}
      <ConfigProvider componentDisabled={!changes}>
        <ScheduleLine
          template={template}
          write={write}
          problem={show("schedule") ?? show("date") ?? show("due")}
        />
      </ConfigProvider>
      <div className="editor">
        <section className="panel paper" aria-label={title}>
          <ConfigProvider componentDisabled={!changes}>
            <EditorHead
              recurs={<MakingFields kind={kind} template={template} write={write} settles={settles} />}
              kind={kind}
              editing={editing}
              party={party}
              write={writePaper}
              today={today}
              made={[]}
              problems={{ party: missing || show("party"), reference: show("reference") }}
            />
            <LineTable
              costs={kind !== "bill"}
              lines={editing.lines}
              onLines={(lines) => writePaper({ lines })}
              totals={filled ? totals.data : undefined}
              taxes={taxes}
              defaultTax={props.defaultTax}
              problem={lineProblem()}
            />
            {changes && <Placeholders />}
            <span className="grow" />
            <EditorFoot
              editing={editing}
              totals={filled ? totals.data : undefined}
              write={writePaper}
              problem={show("discount")}
              notesProblem={show("notes")}
            />
          </ConfigProvider>
        </section>
        <Side
          upcoming={
            <UpcomingList
              upcoming={seen}
              refused={upcoming.isError}
              onSkip={saved && changes ? (day) => skip(day, true) : undefined}
            />
          }
          history={
            saved && (
              <History
                id={saved.id}
                path={shelves[shelf].path}
                onUnskip={changes ? (day) => skip(day, false) : undefined}
              />
            )
          }
          language={
            <ConfigProvider componentDisabled={!changes}>
              <PaperLanguage
                value={paperLanguage === "en" ? "en" : "zh-CN"}
                onChange={(language) => writePaper({ language })}
              />
            </ConfigProvider>
          }
        />
      </div>
    </div>
  );

  function lineProblem() {
    if (problem?.place !== "line" || problem.line === undefined) return null;
    const { error, line } = problem;
    if (error.code === "placeholder_unknown") return { line, text: sentenceOf(error) };
    const text =
      error.details.reason === "discount" ? t("documents.lineDiscount") : t("documents.lineDescription");
    return { line, text };
  }
}

/** Beside the paper: the next documents, or those that were made. */
function Side(props: { upcoming: ReactNode; history: ReactNode; language: ReactNode }) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<"upcoming" | "history">("upcoming");
  return (
    <aside className="editor-side">
      <div className="row">
        {props.history ? (
          <Segmented
            value={tab}
            onChange={setTab}
            options={[
              { value: "upcoming", label: t("recurring.upcoming") },
              { value: "history", label: t("recurring.history") },
            ]}
          />
        ) : (
          <h2 className="section">{t("recurring.upcoming")}</h2>
        )}
        <span className="grow" />
        {props.language}
      </div>
      <section className="panel side-box">
        {tab === "upcoming" || !props.history ? props.upcoming : props.history}
      </section>
    </aside>
  );
}
