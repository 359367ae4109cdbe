/** What the page of opportunities holds in its address, and the filter that it makes. */
import type { OpportunityFlag, OpportunityList, OpportunitySort, StageEnds } from "../../bindings";

export const START = {
  pipeline: "",
  view: "board",
  owner: "",
  segment: "",
  text: "",
  flag: "",
  closes_to: "",
  /** Of the list alone. */
  state: "open",
  stage: "",
  entered: "",
  created_from: "",
  created_to: "",
  ended_from: "",
  ended_to: "",
  reason: "",
  sort: "deadline",
  row: "",
};
export type State = typeof START;

export const flags: OpportunityFlag[] = ["slipped", "no_next_step", "close_slipped", "owner_left"];

/** Whether the list is narrowed beyond what it begins with. */
export function isFiltered(state: State): boolean {
  const begins: State = {
    ...START,
    pipeline: state.pipeline,
    view: state.view,
    sort: state.sort,
    row: state.row,
  };
  return (Object.keys(START) as (keyof State)[]).some((key) => state[key] !== begins[key]);
}

const number = (text: string) => (text === "" ? null : Number(text));

/** The list as the program takes it. */
export function listOf(state: State, pipelineId: number): OpportunityList {
  return {
    pipeline_id: pipelineId,
    stage_id: number(state.stage),
    state: state.state === "all" ? null : (state.state as StageEnds),
    segment: number(state.segment),
    owner_ids: state.owner === "" ? [] : [Number(state.owner)],
    flag: (state.flag || null) as OpportunityFlag | null,
    text: state.text || null,
    closes_to: state.closes_to || null,
    created_from: state.created_from || null,
    created_to: state.created_to || null,
    ended_from: state.ended_from || null,
    ended_to: state.ended_to || null,
    lost_reason_id: number(state.reason),
    ever_entered: number(state.entered),
    sort: state.sort as OpportunitySort,
  };
}
