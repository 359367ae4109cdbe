/** Pipelines, their people and their words, as several pages show them. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { OpportunityList, Pipeline, SalesOwner, Stage } from "../bindings";
import { nameIn } from "./bilingual";
import { call } from "./door";

/** A learned probability as a board shows it: of few cases, two decimals would only seem exact. */
export const wholePercent = (percent: string): string => String(Math.round(Number(percent)));

export function usePipelines() {
  return useQuery({ queryKey: ["pipeline.list"], queryFn: () => call("pipeline.list", {}) });
}

export function useLostReasons() {
  return useQuery({ queryKey: ["lost_reason.list"], queryFn: () => call("lost_reason.list", {}) });
}

/** Everybody who can have opportunities, and those who left and still have some. */
export function useOwners() {
  return useQuery({ queryKey: ["sales_owner.list"], queryFn: () => call("sales_owner.list", {}) });
}

/** The people to choose from: those who work here, and whoever has it now. */
export function ownerChoices(owners: SalesOwner[], now?: number): { value: string; label: string }[] {
  return owners
    .filter((owner) => owner.active || owner.id === now)
    .map((owner) => ({ value: String(owner.id), label: owner.name }));
}

export const openStages = (pipeline: Pipeline): Stage[] =>
  pipeline.stages.filter((stage) => stage.ends === "open" && !stage.removed);

/** A name that the book holds in both languages, in the window's. */
export function useNameIn(): (names: { name_zh: string; name_en: string }) => string {
  const { language } = useTranslation().i18n;
  return (names) => nameIn(language, names);
}

/** The list that a filter opens, as an address. */
export function addressOf(filter: OpportunityList): string {
  const query = new URLSearchParams({ view: "list", state: filter.state ?? "all" });
  const set = (key: string, value: string | number | null | undefined) => {
    if (value !== null && value !== undefined && value !== "") query.set(key, String(value));
  };
  set("pipeline", filter.pipeline_id);
  set("stage", filter.stage_id);
  set("entered", filter.ever_entered);
  set("owner", filter.owner_ids?.[0]);
  set("segment", filter.segment);
  set("flag", filter.flag);
  set("created_from", filter.created_from);
  set("created_to", filter.created_to);
  set("ended_from", filter.ended_from);
  set("ended_to", filter.ended_to);
  set("reason", filter.lost_reason_id);
  return `/pipeline?${query}`;
}
