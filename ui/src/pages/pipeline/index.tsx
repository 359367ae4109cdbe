import { PlusOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { BoardInput, OpportunityFlag, Pipeline } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { type Chip, FilterChips } from "../../components/FilterChips";
import { Finder } from "../../components/Finder";
import { Key } from "../../components/Key";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { SegmentPicker } from "../../components/SegmentPicker";
import { useShortcuts } from "../../lib/keyboard";
import { usePageState } from "../../lib/pageState";
import { useNameIn, useOwners, usePipelines } from "../../lib/pipeline";
import { useMay } from "../../lib/session";
import { Board } from "./Board";
import { OpportunityTable } from "./OpportunityTable";
import { OwnersLeft } from "./OwnersLeft";
import { flags, START, type State } from "./state";
import "./pipeline.css";

/** The opportunities of a pipeline: as a board of its stages, or as a list. */
export function PipelinePage() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [state, change] = usePageState<State>(START);
  const pipelines = usePipelines();
  const nameIn = useNameIn();
  const sells = useMay()("sell");
  const create = () => goTo("/pipeline/new");
  useShortcuts(sells ? { n: create } : {});
  if (pipelines.error) {
    return (
      <div className="page-main">
        <Problem error={pipelines.error} />
      </div>
    );
  }
  if (!pipelines.data) return null;
  const shown = pipelines.data.filter((each) => !each.archived || String(each.id) === state.pipeline);
  const pipeline = shown.find((each) => String(each.id) === state.pipeline) ?? shown[0];
  if (!pipeline) return null;
  return (
    <div className="page-main">
      <PageHead
        title={t("pipeline.title")}
        views={[
          { key: "board", title: t("pipeline.views.board") },
          { key: "list", title: t("pipeline.views.list") },
        ]}
        view={state.view}
        onView={(view) => change({ view }, "push")}
        actions={
          <>
            {shown.length > 1 && (
              <Select
                size="small"
                aria-label={t("pipeline.pipeline")}
                value={pipeline.id}
                options={shown.map((each) => ({ value: each.id, label: nameIn(each) }))}
                onChange={(id) => change({ pipeline: String(id), stage: "", entered: "" }, "push")}
              />
            )}
            {sells && (
              <Button type="primary" icon={<PlusOutlined />} onClick={create}>
                {t("pipeline.new")} <Key name="N" />
              </Button>
            )}
          </>
        }
      />
      {sells && <OwnersLeft />}
      <Filters state={state} change={change} pipeline={pipeline} />
      {state.view === "list" ? (
        <OpportunityTable state={state} change={change} pipeline={pipeline} />
      ) : (
        <Board board={boardOf(state, pipeline)} onAll={() => change({ ...START, view: "board" })} />
      )}
    </div>
  );
}

function boardOf(state: State, pipeline: Pipeline): BoardInput {
  return {
    pipeline_id: pipeline.id,
    segment: state.segment === "" ? null : Number(state.segment),
    owner_ids: state.owner === "" ? [] : [Number(state.owner)],
    text: state.text || null,
    flag: (state.flag || null) as OpportunityFlag | null,
    closes_to: state.closes_to || null,
  };
}

type FiltersProps = {
  state: State;
  change: (change: Partial<State>, how?: "push") => void;
  pipeline: Pipeline;
};

/** What the board and the list stand under. */
function Filters({ state, change, pipeline }: FiltersProps) {
  const { t } = useTranslation();
  const nameIn = useNameIn();
  const owners = useOwners().data ?? [];
  const stageName = (id: string) => {
    const stage = pipeline.stages.find((each) => String(each.id) === id);
    return stage ? nameIn(stage) : id;
  };
  const list = state.view === "list";
  const chips: Chip[] = [];
  const chip = (key: keyof State, field: string, value: string) => {
    if (state[key] === "") return;
    chips.push({ key, field, value, onRemove: () => change({ [key]: "" }) });
  };
  if (list) {
    chip("stage", t("pipeline.stage"), stageName(state.stage));
    chip("entered", t("pipeline.everEntered"), stageName(state.entered));
    chip("created_from", t("pipeline.createdFrom"), state.created_from);
    chip("created_to", t("pipeline.createdTo"), state.created_to);
    chip("ended_from", t("pipeline.endedFrom"), state.ended_from);
    chip("ended_to", t("pipeline.endedTo"), state.ended_to);
  }
  return (
    <FilterChips chips={chips}>
      <Finder label={t("pipeline.search")} value={state.text} onChange={(text) => change({ text })} />
      <Select
        size="small"
        allowClear
        className="pipeline-filter"
        aria-label={t("pipeline.owner")}
        placeholder={t("pipeline.anyOwner")}
        value={state.owner || undefined}
        options={owners
          .filter((owner) => owner.active || owner.opportunities > 0)
          .map((owner) => ({ value: String(owner.id), label: owner.name }))}
        onChange={(owner) => change({ owner: owner ?? "" })}
      />
      <Select
        size="small"
        allowClear
        className="pipeline-filter"
        aria-label={t("pipeline.flag")}
        placeholder={t("pipeline.anyFlag")}
        value={state.flag || undefined}
        options={flags.map((flag) => ({ value: flag, label: t(`pipeline.flags.${flag}`) }))}
        onChange={(flag) => change({ flag: flag ?? "" })}
      />
      <SegmentPicker value={state.segment} onChange={(segment) => change({ segment })} />
      {list && (
        <Select
          size="small"
          className="pipeline-filter"
          aria-label={t("pipeline.state")}
          value={state.state}
          options={(["open", "won", "lost", "all"] as const).map((each) => ({
            value: each,
            label: t(`pipeline.states.${each}`),
          }))}
          onChange={(chosen) => change({ state: chosen })}
        />
      )}
      <span className="row second pipeline-closes">
        {t("pipeline.closesTo")}
        <DateInput
          label={t("pipeline.closesTo")}
          value={state.closes_to}
          onChange={(closes_to) => change({ closes_to })}
        />
      </span>
    </FilterChips>
  );
}
