import { PlusOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { SegmentChoice, SegmentChoices, SegmentRule } from "../../bindings";
import { FigureInput } from "../../components/FigureInput";
import {
  asGroup,
  bare,
  begin,
  type Condition,
  type Field,
  type Group,
  isChoice,
  isGroup,
  negate,
} from "./rules";

type Join = "all" | "any" | "none";
type GroupProps = {
  group: Group;
  choices: SegmentChoices;
  onChange: (group: Group, negated: boolean) => void;
  /** Absent for the outermost, which is never meant the other way round. */
  onRemove?: () => void;
  negated?: boolean;
};

/** Conditions that all hold, or of which one does; groups stand within groups. */
export function RuleEditor({ group, choices, onChange, onRemove, negated = false }: GroupProps) {
  const { t } = useTranslation();
  const put = (rules: SegmentRule[]) => onChange({ ...group, rules }, negated);
  const write = (at: number, rule: SegmentRule) =>
    put(group.rules.map((each, place) => (place === at ? rule : each)));
  const remove = (at: number) => put(group.rules.filter((_, place) => place !== at));
  const add = (rule: SegmentRule) => put([...group.rules, rule]);
  const joins: Join[] = onRemove ? ["all", "any", "none"] : ["all", "any"];
  return (
    <div className="rule-group">
      <div className="rule-row">
        <Select
          size="small"
          aria-label={t("classes.segments.joined")}
          popupMatchSelectWidth={false}
          value={negated ? "none" : group.op}
          onChange={(join: Join) =>
            onChange({ ...group, op: join === "all" ? "all" : "any" }, join === "none")
          }
          options={joins.map((join) => ({ value: join, label: t(`classes.segments.joins.${join}`) }))}
        />
        {onRemove && <Remove onRemove={onRemove} />}
      </div>
      {group.rules.map((rule, at) => {
        const { rule: inner, negated: not } = bare(rule);
        return isGroup(inner) ? (
          // Conditions are added at the end and removed by place; they carry no other identity.
          <RuleEditor
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={at}
            group={inner}
            choices={choices}
            negated={not}
            onChange={(next, other) => write(at, negate(next, other))}
            onRemove={() => remove(at)}
          />
        ) : (
          <ConditionRow
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={at}
            condition={inner}
            negated={not}
            choices={choices}
            onChange={(next, other) => write(at, negate(next, other))}
            onRemove={() => remove(at)}
          />
        );
      })}
      <div className="rule-row">
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => add(begin(choices, choices.choices[0]?.field ?? "tag"))}
        >
          {t("classes.segments.addCondition")}
        </Button>
        <Button size="small" type="text" onClick={() => add(asGroup({ op: "any", rules: [] }))}>
          {t("classes.segments.addGroup")}
        </Button>
      </div>
    </div>
  );
}

type RowProps = {
  condition: Condition;
  negated: boolean;
  choices: SegmentChoices;
  onChange: (condition: Condition, negated: boolean) => void;
  onRemove: () => void;
};

/** One condition: what is asked for, how, and with which words or bounds. */
function ConditionRow({ condition, negated, choices, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  const fields: Field[] = [
    ...choices.choices.map(({ field }) => field),
    ...choices.figures.map(({ field }) => field),
  ];
  const name = t(`classes.fields.${condition.field}`);
  return (
    <div className="rule-row">
      <Select
        size="small"
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t("classes.segments.field")}
        popupMatchSelectWidth={false}
        value={condition.field}
        onChange={(field: Field) => onChange(begin(choices, field), false)}
        options={fields.map((field) => ({ value: field, label: t(`classes.fields.${field}`) }))}
      />
      {isChoice(choices, condition.field) ? (
        <Words condition={condition} negated={negated} choices={choices} onChange={onChange} name={name} />
      ) : (
        condition.op === "between" && (
          <>
            <FigureInput
              label={`${name} ${t("classes.segments.least")}`}
              placeholder={t("classes.segments.least")}
              value={condition.from ?? ""}
              onChange={(from) => onChange({ ...condition, from: from || null }, negated)}
            />
            <span className="third">{"–"}</span>
            <FigureInput
              label={`${name} ${t("classes.segments.most")}`}
              placeholder={t("classes.segments.most")}
              value={condition.to ?? ""}
              onChange={(to) => onChange({ ...condition, to: to || null }, negated)}
            />
          </>
        )
      )}
      <Remove onRemove={onRemove} name={name} />
    </div>
  );
}

type How = "in" | "not_in" | "missing" | "known";

/** The words of a choice: one of them, none of them, nothing known, anything known. */
function Words({
  condition,
  negated,
  choices,
  onChange,
  name,
}: Omit<RowProps, "onRemove"> & { name: string }) {
  const { t, i18n } = useTranslation();
  const english = i18n.language === "en";
  const field = condition.field as SegmentChoice;
  const words = choices.choices.find((each) => each.field === field)?.words ?? [];
  const how: How = condition.op === "missing" ? (negated ? "known" : "missing") : negated ? "not_in" : "in";
  const change = (next: How) =>
    next === "missing" || next === "known"
      ? onChange({ op: "missing", field }, next === "known")
      : onChange(
          { op: "in", field, values: condition.op === "in" ? condition.values : [] },
          next === "not_in",
        );
  const hows: How[] = ["in", "not_in", "missing", "known"];
  return (
    <>
      <Select
        size="small"
        aria-label={`${name} ${t("classes.segments.how")}`}
        popupMatchSelectWidth={false}
        value={how}
        onChange={change}
        options={hows.map((each) => ({ value: each, label: t(`classes.segments.hows.${each}`) }))}
      />
      {condition.op === "in" && (
        <Select
          className="words"
          size="small"
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          aria-label={`${name} ${t("classes.segments.words")}`}
          placeholder={t("classes.segments.words")}
          popupMatchSelectWidth={false}
          value={condition.values}
          onChange={(values: string[]) => onChange({ ...condition, values }, negated)}
          options={words.map((word) => ({
            value: word.value,
            label: english ? word.name_en : word.name_zh,
          }))}
        />
      )}
    </>
  );
}

function Remove({ onRemove, name = "" }: { onRemove: () => void; name?: string }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="plain third"
      aria-label={`${t("parties.remove")} ${name}`.trim()}
      onClick={onRemove}
    >
      {"×"}
    </button>
  );
}
