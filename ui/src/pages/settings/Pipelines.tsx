import { PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, ConfigProvider, Form, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Pipeline, StageFields } from "../../bindings";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { Key } from "../../components/Key";
import { Problem } from "../../components/Problem";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useNameIn, usePipelines } from "../../lib/pipeline";
import { useMay } from "../../lib/session";
import { LostReasons } from "./LostReasons";
import { useSavePipeline } from "./queries";
import { StageForm } from "./StageForm";

const NEW_STAGE: StageFields = {
  name_zh: "",
  name_en: "",
  ends: "open",
  probability: 10,
  days: 7,
  entry: [],
  exit: [],
  tasks: [],
};

/** The pipelines with their stages, and why opportunities are lost. */
export function Pipelines() {
  const { t } = useTranslation();
  const nameIn = useNameIn();
  const pipelines = usePipelines();
  const administers = useMay()("administer");
  const [chosen, setChosen] = useState<number | "new" | null>(null);
  if (pipelines.error) return <Problem error={pipelines.error} />;
  const all = pipelines.data ?? [];
  const shown = all.find((each) => each.id === chosen) ?? all[0];
  return (
    <div className="page-main">
      <div className="row second">
        <span className="grow">{t("pipelineSettings.body")}</span>
        {!administers && <span>{t("pipelineSettings.readOnly")}</span>}
      </div>
      <div className="row">
        {all.map((each) => (
          <button
            key={each.id}
            type="button"
            className="plain view"
            aria-pressed={chosen !== "new" && each.id === shown?.id}
            onClick={() => setChosen(each.id)}
          >
            {nameIn(each)}
            {each.archived && ` · ${t("pipelineSettings.archived")}`}
          </button>
        ))}
        {administers && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => setChosen("new")}>
            {t("pipelineSettings.addPipeline")}
          </Button>
        )}
      </div>
      <ConfigProvider componentDisabled={!administers}>
        {chosen === "new" ? (
          <PipelineForm
            key="new"
            template={shown}
            administers={administers}
            onSaved={(saved) => setChosen(saved.id)}
          />
        ) : (
          shown && (
            <PipelineForm
              key={`${shown.id} ${shown.version}`}
              saved={shown}
              administers={administers}
              onSaved={(saved) => setChosen(saved.id)}
            />
          )
        )}
        <LostReasons administers={administers} />
      </ConfigProvider>
    </div>
  );
}

type FormProps = {
  saved?: Pipeline;
  /** What a new one begins with: the stages of another. */
  template?: Pipeline;
  administers: boolean;
  onSaved: (saved: Pipeline) => void;
};

function PipelineForm({ saved, template, administers, onSaved }: FormProps) {
  const { t } = useTranslation();
  const nameIn = useNameIn();
  const saving = useSavePipeline();
  const standing = (saved ?? template)?.stages.filter((stage) => !stage.removed) ?? [];
  const [names, setNames] = useState({ name_zh: saved?.name_zh ?? "", name_en: saved?.name_en ?? "" });
  const [archived, setArchived] = useState(saved?.archived ?? false);
  const [stages, setStages] = useState<StageFields[]>(() =>
    standing.map((stage) => ({ ...stage, id: saved ? stage.id : null })),
  );
  const [moved, setMoved] = useState<Record<number, string>>({});
  const [open, setOpen] = useState<number | null>(null);
  const out = saved ? standing.filter((stage) => !stages.some((each) => each.id === stage.id)) : [];
  const write = (at: number, change: Partial<StageFields>) =>
    setStages(stages.map((stage, place) => (place === at ? { ...stage, ...change } : stage)));
  const swap = (at: number, by: number) => {
    const next = [...stages];
    const [one, other] = [next[at], next[at + by]];
    if (!one || !other) return;
    next[at] = other;
    next[at + by] = one;
    setStages(next);
    setOpen(at + by);
  };
  const submit = () => {
    if (!administers || saving.isPending) return;
    saving.mutate(
      {
        id: saved?.id ?? null,
        version: saved?.version ?? null,
        ...names,
        archived,
        stages,
        why: "",
        moved: out
          .filter((stage) => moved[stage.id])
          .map((stage) => ({ from: stage.id, to: Number(moved[stage.id]) })),
      },
      {
        onSuccess: (answer) => {
          tell({ text: t("pipelineSettings.saved", { name: nameIn(answer) }) });
          onSaved(answer);
        },
      },
    );
  };
  useShortcuts({ "mod+s": submit });
  const label = (stage: StageFields) =>
    nameIn({ name_zh: stage.name_zh ?? "", name_en: stage.name_en ?? "" });
  return (
    <Form layout="vertical" className="side-form panel pipeline-settings" onFinish={submit}>
      {saving.error && <Problem error={saving.error} />}
      <div className="three">
        <TextField
          id="pipeline-zh"
          label={t("pipelineSettings.nameZh")}
          value={names.name_zh}
          onChange={(name_zh) => setNames({ ...names, name_zh })}
        />
        <TextField
          id="pipeline-en"
          label={t("pipelineSettings.nameEn")}
          value={names.name_en}
          onChange={(name_en) => setNames({ ...names, name_en })}
        />
        {saved && (
          <Labelled id="pipeline-archived" label=" ">
            <Checkbox checked={archived} onChange={(event) => setArchived(event.target.checked)}>
              {t("pipelineSettings.archived")}
            </Checkbox>
          </Labelled>
        )}
      </div>
      <h2 className="section">{t("pipelineSettings.stages")}</h2>
      {stages.map((stage, at) => (
        // Stages move and new ones have no key yet; each is named by its place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={at} className="pipeline-stage">
          <div className="row">
            <button
              type="button"
              className="plain grow row"
              aria-expanded={open === at}
              onClick={() => setOpen(open === at ? null : at)}
            >
              <b>{label(stage) || "–"}</b>
              <span className="second">{t(`pipelineSettings.ends.${stage.ends ?? "open"}`)}</span>
            </button>
            {(stage.ends ?? "open") === "open" && (
              <InputNumber
                size="small"
                min={0}
                max={100}
                aria-label={`${label(stage)} ${t("pipelineSettings.probability")}`}
                value={stage.probability}
                onChange={(value) => write(at, { probability: value ?? 0 })}
                suffix="%"
              />
            )}
            <Button
              size="small"
              disabled={at === 0}
              onClick={() => swap(at, -1)}
              aria-label={t("pipelineSettings.up")}
            >
              {"↑"}
            </Button>
            <Button
              size="small"
              disabled={at === stages.length - 1}
              onClick={() => swap(at, 1)}
              aria-label={t("pipelineSettings.down")}
            >
              {"↓"}
            </Button>
          </div>
          {open === at && (
            <StageForm
              place={at}
              stage={stage}
              write={(change) => write(at, change)}
              onRemove={
                (stage.ends ?? "open") === "open"
                  ? () => {
                      setStages(stages.filter((_, place) => place !== at));
                      setOpen(null);
                    }
                  : undefined
              }
            />
          )}
        </div>
      ))}
      {out.map((stage) => (
        <ChoiceField
          key={stage.id}
          id={`moved-${stage.id}`}
          label={`${nameIn(stage)}: ${t("pipelineSettings.moveTo")}`}
          value={moved[stage.id] ?? null}
          otherwise={t("pipelineSettings.noMove")}
          options={stages
            .filter((each) => each.id && (each.ends ?? "open") === "open")
            .map((each) => ({ value: String(each.id), label: label(each) }))}
          onChange={(to) => setMoved({ ...moved, [stage.id]: to ?? "" })}
        />
      ))}
      {administers && (
        <div className="row">
          <Button
            icon={<PlusOutlined />}
            onClick={() => {
              const at = stages.findIndex((stage) => stage.ends !== "open");
              const place = at < 0 ? stages.length : at;
              setStages([...stages.slice(0, place), NEW_STAGE, ...stages.slice(place)]);
              setOpen(place);
            }}
          >
            {t("pipelineSettings.addStage")}
          </Button>
          <span className="grow" />
          <Button type="primary" htmlType="submit" loading={saving.isPending}>
            {t("pipelineSettings.save")} <Key name="Ctrl S" />
          </Button>
        </div>
      )}
    </Form>
  );
}
