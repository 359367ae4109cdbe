/** A segment's rule as an editor shows it: groups of conditions, each of them also the other way round. */
import type { SegmentChoice, SegmentChoices, SegmentFigure, SegmentRule } from "../../bindings";

export type Group = Extract<SegmentRule, { op: "all" | "any" }>;
export type Condition = Exclude<SegmentRule, Group | { op: "not" }>;

export const isGroup = (rule: SegmentRule): rule is Group => rule.op === "all" || rule.op === "any";

/** A rule without its negations, and whether it is meant the other way round. */
export function bare(rule: SegmentRule): { rule: Group | Condition; negated: boolean } {
  if (rule.op !== "not") return { rule, negated: false };
  const inner = bare(rule.rule);
  return { rule: inner.rule, negated: !inner.negated };
}

export const negate = (rule: Group | Condition, negated: boolean): SegmentRule =>
  negated ? { op: "not", rule } : rule;

export const EVERYONE: Group = { op: "all", rules: [] };

/** A whole rule as a group to begin with. */
export function asGroup(rule: SegmentRule): Group {
  return isGroup(rule) ? rule : { op: "all", rules: [rule] };
}

export type Field = SegmentChoice | SegmentFigure;

export const isChoice = (choices: SegmentChoices, field: Field): field is SegmentChoice =>
  choices.choices.some((each) => each.field === field);

/** A condition on a field that nobody has filled in yet. */
export function begin(choices: SegmentChoices, field: Field): Condition {
  if (isChoice(choices, field)) return { op: "in", field, values: [] };
  return { op: "between", field, from: null, to: null };
}

/** A condition that says something. */
export function isFilled(rule: SegmentRule): boolean {
  const inner = bare(rule).rule;
  if (inner.op === "in") return inner.values.length > 0;
  if (inner.op === "between") return Boolean(inner.from) || Boolean(inner.to);
  return true;
}

/** The rule without conditions that say nothing yet; what is left is what counts. */
export function filled(rule: SegmentRule): SegmentRule {
  if (rule.op === "not") return { op: "not", rule: filled(rule.rule) };
  if (!isGroup(rule)) return rule;
  return { ...rule, rules: rule.rules.filter(isFilled).map(filled) };
}
