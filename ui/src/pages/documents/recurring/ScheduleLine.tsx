import { Checkbox, Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Ends, ScheduleUnit } from "../../../bindings";
import { DateInput } from "../../../components/DateInput";
import { monthsLater, ofUnit, type Template } from "./template";

const UNITS: ScheduleUnit[] = ["day", "week", "month", "year"];
const ENDS: Ends["end"][] = ["never", "after", "on"];
const MANY = 12;
const EVERY_MAX = 999;

type Props = {
  template: Template;
  write: (change: Partial<Template>) => void;
  problem?: ReactNode;
};

/** When a template comes, for which period and until when: one line. */
export function ScheduleLine({ template, write, problem }: Props) {
  const { t } = useTranslation();
  const { schedule } = template;
  const change = (part: Partial<typeof schedule>) => write({ schedule: { ...schedule, ...part } });
  const knowsMonths = schedule.unit === "month" || schedule.unit === "year";
  const choose = (end: Ends["end"]) => {
    if (end === "never") change({ ends: { end } });
    else if (end === "after") change({ ends: { end, documents: MANY } });
    else change({ ends: { end, day: monthsLater(schedule.starts_on, MANY) } });
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
          options={UNITS.map((unit) => ({
            value: unit,
            label: t(`recurring.unit.${unit}`, { count: schedule.every }),
          }))}
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
      {problem && <div className="schedule-problem">{problem}</div>}
    </section>
  );
}

type ChoiceProps<Value extends string> = {
  name: string;
  value: Value;
  options: { value: Value; label: string }[];
  onChange: (value: Value) => void;
};

function Choice<Value extends string>({ name, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <span className="schedule-field">
      {name}
      <Select<Value>
        size="small"
        popupMatchSelectWidth={false}
        aria-label={name}
        value={value}
        options={options}
        onChange={onChange}
      />
    </span>
  );
}
