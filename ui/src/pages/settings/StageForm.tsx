import { Button, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { StageCondition, StageFields } from "../../bindings";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { ownerChoices, useOwners } from "../../lib/pipeline";

type Props = {
  place: number;
  stage: StageFields;
  write: (change: Partial<StageFields>) => void;
  /** Takes it out; without it the stage has to stay. */
  onRemove?: () => void;
};

const CONDITIONS: StageCondition[] = [
  "amount_set",
  "items_listed",
  "contact_named",
  "next_step_set",
  "close_expected",
  "quote_issued",
  "tasks_done",
];

/** What a stage is called, how long one stays, what it asks for and what is done in it. */
export function StageForm({ place, stage, write, onRemove }: Props) {
  const { t } = useTranslation();
  const owners = useOwners().data ?? [];
  const open = (stage.ends ?? "open") === "open";
  const conditions = CONDITIONS.map((value) => ({ value, label: t(`pipeline.conditions.${value}`) }));
  const asks = (key: "entry" | "exit") => (
    <Labelled id={`stage-${place}-${key}`} label={t(`pipelineSettings.${key}`)}>
      <Select<StageCondition[]>
        id={`stage-${place}-${key}`}
        mode="multiple"
        value={stage[key] ?? []}
        options={conditions}
        onChange={(chosen) => write({ [key]: chosen })}
      />
    </Labelled>
  );
  return (
    <div className="pipeline-stage-form">
      <div className="two">
        <TextField
          id={`stage-${place}-zh`}
          label={t("pipelineSettings.nameZh")}
          autoFocus={!stage.name_zh && !stage.name_en}
          value={stage.name_zh ?? ""}
          onChange={(name_zh) => write({ name_zh })}
        />
        <TextField
          id={`stage-${place}-en`}
          label={t("pipelineSettings.nameEn")}
          value={stage.name_en ?? ""}
          onChange={(name_en) => write({ name_en })}
        />
      </div>
      {open && (
        <div className="two">
          <Labelled
            id={`stage-${place}-days`}
            label={t("pipelineSettings.days")}
            hint={t("pipelineSettings.daysHint")}
          >
            <InputNumber
              id={`stage-${place}-days`}
              min={0}
              max={3650}
              value={stage.days}
              onChange={(days) => write({ days: days ?? null })}
            />
          </Labelled>
          <ChoiceField
            id={`stage-${place}-owner`}
            label={t("pipelineSettings.owner")}
            value={stage.owner_id ? String(stage.owner_id) : null}
            otherwise={t("pipelineSettings.keepOwner")}
            options={ownerChoices(owners, stage.owner_id ?? undefined)}
            onChange={(owner) => write({ owner_id: owner === null ? null : Number(owner) })}
          />
        </div>
      )}
      {stage.ends !== "lost" && (
        <div className="two">
          {asks("entry")}
          {open && asks("exit")}
        </div>
      )}
      {open && (
        <TextField
          id={`stage-${place}-tasks`}
          label={t("pipelineSettings.tasks")}
          rows={3}
          value={(stage.tasks ?? []).join("\n")}
          onChange={(text) => write({ tasks: text === "" ? [] : text.split("\n") })}
        />
      )}
      {onRemove && (
        <Button size="small" danger onClick={onRemove}>
          {t("pipelineSettings.remove")}
        </Button>
      )}
    </div>
  );
}
