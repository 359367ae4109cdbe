import { Button, Form, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CashPlan, PlannedCash, PlannedKind, Schedule, ScheduleUnit } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { ChoiceField, Labelled } from "../../components/fields";
import { MoneyInput } from "../../components/MoneyInput";
import { Problem } from "../../components/Problem";
import { RowsEditor } from "../../components/RowsEditor";
import { tell } from "../../lib/lastAct";
import { isNegative } from "../../lib/money";
import { useBusinessDay, useMay, useSession } from "../../lib/session";
import { usePlan, useSavePlan } from "./queries";

const KINDS: PlannedKind[] = ["payroll", "rent", "tax", "loan", "other"];
const UNITS: ScheduleUnit[] = ["week", "month", "year"];
const WEEKDAYS = ["1", "2", "3", "4", "5", "6", "7"] as const;

/** What the books do not say: the least in hand, when payments go out, wages, rent, taxes, loans. */
export function PlanView() {
  const { data, error } = usePlan();
  if (error) return <Problem error={error} />;
  return data ? <PlanForm key={JSON.stringify(data)} plan={data} /> : null;
}

function PlanForm({ plan }: { plan: CashPlan }) {
  const { t } = useTranslation();
  const today = useBusinessDay();
  const keeps = useMay()("keep");
  const currency = useSession().data?.book.currency ?? "CNY";
  const [fields, setFields] = useState(plan);
  const saving = useSavePlan();
  const write = (change: Partial<CashPlan>) => setFields((now) => ({ ...now, ...change }));
  const submit = () => {
    if (saving.isPending || !keeps) return;
    saving.mutateAsync(fields).then(
      () => tell({ text: t("forecast.planSaved") }),
      () => undefined,
    );
  };
  const empty: PlannedCash = {
    name: "",
    kind: "payroll",
    amount: "",
    schedule: {
      every: 1,
      unit: "month",
      starts_on: today,
      last_day_of_month: false,
      covers: "advance",
      ends: { end: "never" },
    },
  };
  return (
    <Form layout="vertical" className="panel form-page forecast-plan" disabled={!keeps} onFinish={submit}>
      <h2>{t("forecast.planTitle")}</h2>
      <p className="second">{t("forecast.planBody")}</p>
      <div className="four">
        <Labelled id="cash-minimum" label={t("forecast.minimum")} hint={t("forecast.minimumHint")}>
          <MoneyInput
            label={t("forecast.minimum")}
            value={fields.minimum ?? ""}
            currency={currency}
            onChange={(amount) => write({ minimum: amount || null })}
          />
        </Labelled>
        <ChoiceField
          id="cash-weekday"
          label={t("forecast.weekday")}
          value={WEEKDAYS.find((day) => day === String(fields.payment_weekday)) ?? null}
          options={WEEKDAYS.map((value) => ({ value, label: t(`forecast.weekdays.${value}`) }))}
          otherwise={t("forecast.anyDay")}
          onChange={(day) => write({ payment_weekday: day ? Number(day) : null })}
        />
      </div>
      <RowsEditor
        title={t("forecast.planned")}
        rows={fields.planned}
        empty={empty}
        onRows={(planned) => write({ planned })}
      >
        {(row, change, place) => (
          <PlannedRow row={row} currency={currency} place={place} change={change} disabled={!keeps} />
        )}
      </RowsEditor>
      {fields.planned.length === 0 && <p className="second">{t("forecast.noPlanned")}</p>}
      {saving.error && <Problem error={saving.error} />}
      {keeps && (
        <div className="form-foot">
          <Button htmlType="submit" type="primary" loading={saving.isPending}>
            {t("settings.save")}
          </Button>
        </div>
      )}
    </Form>
  );
}

type RowProps = {
  row: PlannedCash;
  currency: string;
  place: number;
  change: (change: Partial<PlannedCash>) => void;
  disabled: boolean;
};

/** A sum with its way and its rhythm; a person enters it without a sign. */
function PlannedRow({ row, currency, place, change, disabled }: RowProps) {
  const { t } = useTranslation();
  const [comes, setComes] = useState(row.amount !== "" && !isNegative(row.amount));
  const named = (label: string) => `${label} ${place + 1}`;
  const beat = (part: Partial<Schedule>) => change({ schedule: { ...row.schedule, ...part } });
  const size = row.amount.replace(/^-/, "");
  const signed = (amount: string, positive: boolean) => (amount === "" || positive ? amount : `-${amount}`);
  const last = row.schedule.ends;
  return (
    <div className="planned-row">
      <Input
        aria-label={named(t("forecast.plannedName"))}
        placeholder={t("forecast.plannedName")}
        value={row.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <Select<PlannedKind>
        aria-label={named(t("forecast.plannedKind"))}
        value={row.kind}
        disabled={disabled}
        options={KINDS.map((value) => ({ value, label: t(`forecast.sources.${value}`) }))}
        onChange={(kind) => change({ kind })}
      />
      <Select<"in" | "out">
        aria-label={named(t("forecast.plannedWay"))}
        value={comes ? "in" : "out"}
        disabled={disabled}
        options={(["out", "in"] as const).map((value) => ({ value, label: t(`forecast.ways.${value}`) }))}
        onChange={(way) => {
          setComes(way === "in");
          change({ amount: signed(size, way === "in") });
        }}
      />
      <MoneyInput
        label={named(t("forecast.amount"))}
        value={size}
        currency={currency}
        onChange={(amount) => change({ amount: signed(amount.replace(/^-/, ""), comes) })}
      />
      <span className="row every">
        {t("forecast.every")}
        <InputNumber
          min={1}
          max={99}
          precision={0}
          aria-label={named(t("forecast.every"))}
          value={row.schedule.every}
          onChange={(every) => beat({ every: every ?? 1 })}
        />
        <Select<ScheduleUnit>
          popupMatchSelectWidth={false}
          aria-label={named(t("forecast.unit"))}
          value={row.schedule.unit}
          disabled={disabled}
          options={UNITS.map((value) => ({
            value,
            label: t(`recurring.unit.${value}`, { count: row.schedule.every }),
          }))}
          onChange={(unit) => beat({ unit })}
        />
      </span>
      <DateInput
        label={named(t("forecast.firstOn"))}
        value={row.schedule.starts_on}
        onChange={(day) => day && beat({ starts_on: day })}
      />
      <DateInput
        label={named(t("forecast.lastOn"))}
        value={last.end === "on" ? last.day : ""}
        onChange={(day) => beat({ ends: day ? { end: "on", day } : { end: "never" } })}
      />
    </div>
  );
}
