import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Opportunity, OpportunityFields, Pipeline, Stage, StageCondition } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { FigureInput } from "../../components/FigureInput";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { Key } from "../../components/Key";
import { Problem } from "../../components/Problem";
import { addDays } from "../../lib/dates";
import { useShortcuts } from "../../lib/keyboard";
import { ownerChoices, useLostReasons, useNameIn, useOwners } from "../../lib/pipeline";
import { useSession } from "../../lib/session";
import { useMove, useOpportunity } from "./queries";

type Props = {
  id: number;
  pipeline: Pipeline;
  /** The stage it goes to. */
  to: number;
  onMoved: (moved: Opportunity) => void;
  onCancel: () => void;
};

/** What a stage asks for before it is entered, filled in where it is missing: owner, deadline, conditions, reason. */
export function MoveForm(props: Props) {
  const opportunity = useOpportunity(props.id);
  const stage = props.pipeline.stages.find((each) => each.id === props.to);
  const today = useSession().data?.today;
  if (opportunity.error) return <Problem error={opportunity.error} />;
  if (!opportunity.data || !stage || !today) return null;
  return <Filled {...props} of={opportunity.data} stage={stage} today={today} />;
}

type FilledProps = Props & { of: Opportunity; stage: Stage; today: string };

function Filled({ of, pipeline, stage, today, onMoved, onCancel }: FilledProps) {
  const { t } = useTranslation();
  const nameIn = useNameIn();
  const owners = useOwners().data ?? [];
  const reasons = (useLostReasons().data ?? []).filter((reason) => !reason.archived);
  const moving = useMove();
  const active = owners.some((owner) => owner.id === of.owner_id && owner.active);
  const [chosenOwner, setOwner] = useState<string | null>(null);
  const owner =
    chosenOwner ?? (stage.owner_id ? String(stage.owner_id) : active ? String(of.owner_id) : null);
  const [deadline, setDeadline] = useState(stage.days ? addDays(today, stage.days) : "");
  const [reason, setReason] = useState<string | null>(null);
  const [why, setWhy] = useState("");
  const [fields, setFields] = useState<OpportunityFields>(of.fields);
  const [tried, setTried] = useState(false);
  const write = (change: Partial<OpportunityFields>) => setFields((now) => ({ ...now, ...change }));
  const open = stage.ends === "open";
  const reopens = open && of.state !== "open";
  const lacking = missing(of, pipeline, stage);
  const incomplete =
    (open && (owner === null || deadline === "")) ||
    (stage.ends === "lost" && reason === null) ||
    (reopens && why.trim() === "");
  const submit = () => {
    setTried(true);
    if (incomplete || moving.isPending) return;
    const changed = JSON.stringify(fields) !== JSON.stringify(of.fields);
    moving.mutate(
      {
        id: of.id,
        moved: of.moved,
        stage_id: stage.id,
        owner_id: open && owner !== null ? Number(owner) : null,
        deadline_on: open ? deadline : null,
        lost_reason_id: reason === null ? null : Number(reason),
        why,
        ...(changed ? { completed: { version: of.version, fields } } : {}),
      },
      { onSuccess: onMoved },
    );
  };
  useShortcuts({ "mod+Enter": submit, "mod+s": submit, Escape: onCancel });
  const from = pipeline.stages.find((each) => each.id === of.stage_id);
  const required = t("pipeline.required");
  return (
    <Form layout="vertical" className="side-form" onFinish={submit}>
      <p className="second">
        {from && nameIn(from)} {"→"} <b>{nameIn(stage)}</b>
      </p>
      {moving.error && <Problem error={moving.error} />}
      {open && (
        <>
          <ChoiceField
            id="move-owner"
            label={t("pipeline.owner")}
            required
            value={owner}
            problem={tried && owner === null ? required : undefined}
            options={ownerChoices(owners)}
            onChange={setOwner}
          />
          <Labelled
            id="move-deadline"
            label={t("pipeline.deadline")}
            required
            problem={tried && deadline === "" ? required : undefined}
            hint={stage.days ? t("pipeline.staysDays", { count: stage.days }) : undefined}
          >
            <DateInput label={t("pipeline.deadline")} value={deadline} onChange={setDeadline} />
          </Labelled>
        </>
      )}
      {lacking.length > 0 && <p className="second">{t("pipeline.alsoNeeded", { stage: nameIn(stage) })}</p>}
      {lacking.map((condition) => (
        <ConditionField key={condition} condition={condition} fields={fields} write={write} />
      ))}
      {stage.ends === "lost" && (
        <ChoiceField
          id="move-reason"
          label={t("pipeline.lostReason")}
          required
          value={reason}
          problem={tried && reason === null ? required : undefined}
          options={reasons.map((each) => ({ value: String(each.id), label: nameIn(each) }))}
          onChange={setReason}
        />
      )}
      <TextField
        id="move-why"
        label={reopens ? t("pipeline.whyReopened") : t("pipeline.why")}
        required={reopens}
        problem={tried && reopens && why.trim() === "" ? required : undefined}
        rows={2}
        value={why}
        onChange={setWhy}
      />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={moving.isPending}>
          {t("pipeline.move")} <Key name="Ctrl Enter" />
        </Button>
        <Button onClick={onCancel}>{t("pipeline.cancel")}</Button>
      </div>
    </Form>
  );
}

type ConditionProps = {
  condition: StageCondition;
  fields: OpportunityFields;
  write: (change: Partial<OpportunityFields>) => void;
};

/** The fields that a condition asks for; what is no field is said. */
function ConditionField({ condition, fields, write }: ConditionProps) {
  const { t } = useTranslation();
  const label = t(`pipeline.conditions.${condition}`);
  switch (condition) {
    case "amount_set":
      return (
        <Labelled id="move-amount" label={label} required>
          <FigureInput
            id="move-amount"
            label={label}
            value={fields.amount ?? ""}
            onChange={(amount) => write({ amount: amount || "0" })}
          />
        </Labelled>
      );
    case "contact_named":
      return (
        <Labelled id="move-contact" label={label} required>
          <Input
            id="move-contact"
            value={fields.contact ?? ""}
            onChange={(event) => write({ contact: event.target.value })}
          />
        </Labelled>
      );
    case "close_expected":
      return (
        <Labelled id="move-close" label={label} required>
          <DateInput
            label={label}
            value={fields.expected_close_on ?? ""}
            onChange={(day) => write({ expected_close_on: day || null })}
          />
        </Labelled>
      );
    case "next_step_set":
      return (
        <Labelled id="move-step" label={label} required>
          <Input
            id="move-step"
            aria-label={label}
            value={fields.next_step ?? ""}
            onChange={(event) => write({ next_step: event.target.value })}
          />
          <DateInput
            label={t("pipeline.nextStepOn")}
            value={fields.next_step_on ?? ""}
            onChange={(day) => write({ next_step_on: day || null })}
          />
        </Labelled>
      );
    default:
      return <Problem>{t(`pipeline.lacks.${condition}`)}</Problem>;
  }
}

/** What its stage asks of those who go on and the other of those who come, and it lacks. */
export function missing(of: Opportunity, pipeline: Pipeline, to: Stage): StageCondition[] {
  const place = (id: number) => pipeline.stages.findIndex((stage) => stage.id === id);
  const from = pipeline.stages[place(of.stage_id)];
  const onward =
    to.ends === "won" || (to.ends === "open" && of.state === "open" && place(to.id) > place(of.stage_id));
  if (!onward) return [];
  return [...new Set([...(from?.exit ?? []), ...to.entry])].filter((condition) => !holds(of, condition));
}

function holds({ amount, fields, tasks }: Opportunity, condition: StageCondition): boolean {
  switch (condition) {
    case "amount_set":
      return !/^[-0.]*$/.test(amount.amount) && !amount.amount.startsWith("-");
    case "items_listed":
      return (fields.items ?? []).length > 0;
    case "contact_named":
      return Boolean(fields.contact);
    case "next_step_set":
      return Boolean(fields.next_step && fields.next_step_on);
    case "close_expected":
      return Boolean(fields.expected_close_on);
    case "quote_issued":
      // Only the program knows; it says so where it is missing.
      return true;
    case "tasks_done":
      return tasks.every((task) => task.done);
  }
}
