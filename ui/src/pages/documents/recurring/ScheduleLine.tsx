import { Checkbox, Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CreditRule, Ends, ScheduleUnit } from "../../../bindings";
import { DateInput } from "../../../components/DateInput";
import { monthLater, ofUnit, type Template } from "./template";

const UNITS: ScheduleUnit[] = ["day", "week", "month", "year"];
const ENDS: Ends["end"][] = ["never", "after", "on"];
const CREDITS: CreditRule[] = ["none", "advances", "credit_notes", "both"];
const MANY = 12;
const EVERY_MAX = 999;

type Props = {
  kind: "invoice" | "bill";
  template: Template;
  write: (change: Partial<Template>) => void;
  /** Whether the user may let it settle by itself. */
  settles: boolean;
  problem?: ReactNode;
};

/** When a template comes, for which period, until when, and how its documents are made: one line. */
export function ScheduleLine({ kind, template, write, settles, problem }: Props) {
  const { t } = useTranslation();
  const { schedule, delivery, credits } = template;
  const business = kind === "invoice" ? "customer" : "supplier";
  const change = (part: Partial<typeof schedule>) => write({ schedule: { ...schedule, ...part } });
  const knowsMonths = schedule.unit === "month" || schedule.unit === "year";
  const choose = (end: Ends["end"]) => {
    if (end === "never") change({ ends: { end } });
    else if (end === "after") change({ ends: { end, documents: MANY } });
    else change({ ends: { end, day: monthLater(schedule.starts_on) } });
  };
  return (
    <section className="panel schedule" aria-label={t("recurring.rhythmTitle")}>
      <span className="schedule-field">
        {t("recurring.name")}
        <Input
          size="small"
          style={{ width: 150 }}
          aria-label={t("recurring.name")}
          value={template.name}
          onChange={(event) => write({ name: event.target.value })}
        />
      </span>
      <span className="schedule-field">
        {t("recurring.every")}
        <InputNumber
          size="small"
          style={{ width: 52 }}
          min={1}
          max={EVERY_MAX}
          precision={0}
          aria-label={t("recurring.every")}
          value={schedule.every}
          onChange={(every) => change({ every: every ?? 1 })}
        />
        <Select
          size="small"
          popupMatchSelectWidth={false}
          aria-label={t("recurring.unitTitle")}
          value={schedule.unit}
          onChange={(unit: ScheduleUnit) => write({ schedule: ofUnit(schedule, unit) })}
          options={UNITS.map((unit) => ({ value: unit, label: t(`recurring.unit.${unit}`) }))}
        />
      </span>
      <span className="schedule-field">
        {t("recurring.startsOn")}
        <span className="schedule-day">
          <DateInput
            label={t("recurring.startsOn")}
            value={schedule.starts_on}
            onChange={(day) => day && change({ starts_on: day })}
          />
        </span>
      </span>
      {knowsMonths && (
        <Checkbox
          checked={schedule.last_day_of_month}
          onChange={(event) => change({ last_day_of_month: event.target.checked })}
        >
          <span title={t("recurring.lastDayHint")}>{t("recurring.lastDay")}</span>
        </Checkbox>
      )}
      <Choice
        name={t("recurring.covers")}
        value={schedule.covers}
        options={(["advance", "arrears"] as const).map((value) => ({
          value,
          label: t(`recurring.coversWhat.${value}`),
        }))}
        onChange={(covers) => change({ covers })}
      />
      <Choice
        name={t("recurring.ends")}
        value={schedule.ends.end}
        options={ENDS.map((value) => ({ value, label: t(`recurring.endsHow.${value}`) }))}
        onChange={choose}
      />
      {schedule.ends.end === "after" && (
        <InputNumber
          size="small"
          style={{ width: 60 }}
          min={1}
          precision={0}
          aria-label={t("recurring.documents")}
          value={schedule.ends.documents}
          onChange={(documents) => change({ ends: { end: "after", documents: documents ?? 1 } })}
        />
      )}
      {schedule.ends.end === "on" && (
        <span className="schedule-day">
          <DateInput
            label={t("recurring.lastOn")}
            value={schedule.ends.day}
            onChange={(day) => day && change({ ends: { end: "on", day } })}
          />
        </span>
      )}
      <Choice
        name={t("recurring.delivery")}
        value={delivery}
        options={[
          { value: "draft" as const, label: t("recurring.deliveryHow.draft") },
          { value: "issue" as const, label: t(`recurring.deliveryHow.issue.${kind}`) },
        ]}
        onChange={(chosen) => write({ delivery: chosen })}
      />
      <Choice
        name={t("recurring.credits")}
        value={credits}
        disabled={!settles}
        options={CREDITS.map((value) => ({ value, label: t(`recurring.creditsWhat.${business}.${value}`) }))}
        onChange={(chosen) => write({ credits: chosen })}
      />
      {problem && <div className="schedule-problem">{problem}</div>}
    </section>
  );
}

type ChoiceProps<Value extends string> = {
  name: string;
  value: Value;
  disabled?: boolean;
  options: { value: Value; label: string }[];
  onChange: (value: Value) => void;
};

function Choice<Value extends string>({ name, value, disabled, options, onChange }: ChoiceProps<Value>) {
  return (
    <span className="schedule-field">
      {name}
      <Select<Value>
        size="small"
        popupMatchSelectWidth={false}
        aria-label={name}
        value={value}
        disabled={disabled}
        options={options}
        onChange={onChange}
      />
    </span>
  );
}
