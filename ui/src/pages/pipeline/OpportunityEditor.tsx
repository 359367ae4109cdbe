import { Button, ConfigProvider, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { Opportunity, OpportunityFields, Party, Pipeline } from "../../bindings";
import { Key } from "../../components/Key";
import { PageHead } from "../../components/PageHead";
import { PeekPanel } from "../../components/PeekPanel";
import { Problem } from "../../components/Problem";
import { addDays } from "../../lib/dates";
import { DoorError } from "../../lib/door";
import { useDraft } from "../../lib/draft";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { openStages, useNameIn } from "../../lib/pipeline";
import { useMay } from "../../lib/session";
import { Documents } from "./Documents";
import { type Editing, EMPTY, fieldsOf, fromSaved } from "./editing";
import { Facts } from "./Facts";
import { Fields } from "./Fields";
import { History } from "./History";
import { Items } from "./Items";
import { MoveForm } from "./MoveForm";
import { useCreate, useDraftQuote, useSave } from "./queries";
import { StageBar } from "./StageBar";
import { Tasks } from "./Tasks";

type Props = {
  saved: Opportunity | null;
  pipeline: Pipeline;
  stageId?: number;
  party?: Party;
  today: string;
  bookCurrency: string;
};

/** An opportunity being looked at or written; moves are asked for at the side. */
export function OpportunityEditor({ saved, pipeline, stageId, party, today, bookCurrency }: Props) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const nameIn = useNameIn();
  const sells = useMay()("sell");
  const stage = pipeline.stages.find((each) => each.id === stageId) ?? openStages(pipeline)[0];
  const [start] = useState<Editing>(() =>
    saved
      ? fromSaved(saved)
      : {
          ...EMPTY,
          party: party ? { id: party.id, name: party.fields.name } : null,
          deadline_on: stage?.days ? addDays(today, stage.days) : "",
        },
  );
  const draft = useDraft<Editing>(
    saved ? `opportunity.${saved.id}.${saved.version}` : `opportunity.new.${stageId ?? ""}`,
    start,
  );
  const editing = draft.fields;
  const creating = useCreate();
  const saving = useSave();
  const quoting = useDraftQuote();
  const [tried, setTried] = useState(false);
  const [to, setTo] = useState<number | null>(null);
  const unsaved = JSON.stringify(fieldsOf(editing)) !== JSON.stringify(fieldsOf(start));
  const ready = editing.party !== null && editing.title.trim() !== "";
  const busy = creating.isPending || saving.isPending;
  const stale = saving.error !== null && DoorError.from(saving.error).code === "stale";
  const back = () => (to === null ? goTo("/pipeline") : setTo(null));
  const save = () => {
    setTried(true);
    if (!sells || !ready || busy) return;
    const fields: OpportunityFields = fieldsOf(editing);
    if (saved) {
      saving.mutate(
        { id: saved.id, version: saved.version, fields },
        {
          onSuccess: (standing) => {
            draft.forget();
            tell({ text: t("pipeline.saved", { title: standing.fields.title }) });
          },
        },
      );
      return;
    }
    creating.mutate(
      {
        fields,
        pipeline_id: pipeline.id,
        stage_id: stage?.id ?? null,
        owner_id: editing.owner === null ? null : Number(editing.owner),
        deadline_on: editing.deadline_on || null,
      },
      {
        onSuccess: (made) => {
          draft.forget();
          tell({ text: t("pipeline.begun", { title: made.fields.title }) });
          goTo(`/pipeline/${made.id}`, { replace: true });
        },
      },
    );
  };
  const takeTheirs = () => {
    draft.forget();
    saving.reset();
    if (saved) draft.write(fromSaved(saved));
  };
  const quotes = sells && saved !== null && saved.state === "open" && !unsaved;
  const quote = () =>
    saved &&
    quoting.mutate(saved.id, {
      onSuccess: (made) => {
        tell({ text: t("pipeline.quoteMade") });
        goTo(`/quotes/draft/${made.id}`);
      },
    });
  useShortcuts({
    "mod+s": save,
    "mod+Enter": save,
    Escape: back,
    ...(quotes ? { q: () => void quote() } : {}),
  });
  const title = saved ? saved.fields.title : t("pipeline.newTitle");
  return (
    <>
      <div className="page-main opportunity">
        <PageHead
          title={
            <>
              <Link className="second" to="/pipeline">
                {t("pipeline.title")}
              </Link>
              {` / ${title} `}
              {saved && saved.state !== "open" && (
                <span className={`pill ${saved.state === "won" ? "green" : "red"}`}>
                  {t(`pipeline.states.${saved.state}`)}
                </span>
              )}
            </>
          }
          actions={
            sells && (
              <>
                {saved && (
                  <Button disabled={!quotes} loading={quoting.isPending} onClick={quote}>
                    {t("pipeline.makeQuote")} <Key name="Q" />
                  </Button>
                )}
                <Button type="primary" loading={busy} disabled={saved !== null && !unsaved} onClick={save}>
                  {t("pipeline.save")} <Key name="Ctrl S" />
                </Button>
              </>
            )
          }
        />
        {stale ? (
          <Problem
            error={saving.error}
            actions={
              <Button size="small" onClick={takeTheirs}>
                {t("pipeline.takeTheirs")}
              </Button>
            }
          />
        ) : (
          (saving.error ?? creating.error ?? quoting.error) && (
            <Problem error={saving.error ?? creating.error ?? quoting.error} />
          )
        )}
        <StageBar
          pipeline={pipeline}
          saved={saved}
          begins={stage?.id}
          onMove={saved && sells ? (id) => setTo(id) : undefined}
        />
        {saved && <Facts of={saved} pipeline={pipeline} sells={sells} today={today} />}
        <div className="opportunity-body">
          <ConfigProvider componentDisabled={!sells}>
            <Form layout="vertical" className="side-form panel opportunity-form">
              <Fields
                editing={editing}
                write={draft.write}
                saved={saved}
                tried={tried}
                bookCurrency={bookCurrency}
              />
              <Items
                items={editing.items}
                onItems={(items) => draft.write({ items })}
                saved={saved}
                unsaved={unsaved}
              />
            </Form>
          </ConfigProvider>
          {saved && (
            <aside className="opportunity-side">
              <Tasks of={saved} sells={sells} />
              <Documents of={saved} />
              <History of={saved} pipeline={pipeline} />
            </aside>
          )}
        </div>
      </div>
      {saved && to !== null && (
        <PeekPanel title={t("pipeline.moveTitle", { title: saved.fields.title })} onClose={() => setTo(null)}>
          <MoveForm
            key={`${saved.moved} ${to}`}
            id={saved.id}
            pipeline={pipeline}
            to={to}
            onCancel={() => setTo(null)}
            onMoved={(moved) => {
              const reached = pipeline.stages.find((each) => each.id === moved.stage_id);
              tell({
                text: t("pipeline.moved", {
                  title: moved.fields.title,
                  stage: reached ? nameIn(reached) : "",
                }),
              });
              setTo(null);
            }}
          />
        </PeekPanel>
      )}
    </>
  );
}
