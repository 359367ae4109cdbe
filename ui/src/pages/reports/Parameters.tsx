import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { AutoComplete, Button, Checkbox, Input, Select, Space } from "antd";
import type { ReactNode } from "react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Report, ReportName } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { PartyPicker } from "../../components/Picker";
import { SegmentPicker } from "../../components/SegmentPicker";
import { nameIn } from "../../lib/bilingual";
import { lastDayOf, monthAfter, monthBefore } from "../../lib/dates";
import { finderOf, useParty } from "../../lib/parties";
import { useSentStatements } from "../../lib/sentStatements";
import { agesOf, type Choice, catalog } from "./catalog";
import { useAccounts, useClosings } from "./queries";

type Props = {
  name: ReportName;
  choice: Choice;
  day: string;
  report: Report | undefined;
  onChange: (change: Partial<Choice>) => void;
};

/** What a report is asked, in one line; empty fields show the day the program took. */
export function Parameters({ name, choice, day, report, onChange }: Props) {
  const { t } = useTranslation();
  const asks = catalog[name];
  const text = (key: "from" | "as_of" | "known_at", shown: string) => (
    <Parameter label={t(`reports.parameters.${key === "as_of" && asks.period ? "to" : key}`)}>
      <DateInput
        label={t(`reports.parameters.${key}`)}
        value={choice[key] || shown}
        onChange={(value) => onChange({ [key]: value === shown ? "" : value })}
      />
    </Parameter>
  );
  return (
    <div className="parameters">
      {asks.period && <MonthStep by={-1} last={choice.as_of || day} onChange={onChange} />}
      {asks.period && text("from", report?.parameters.from ?? "")}
      {text("as_of", day)}
      {asks.period && <MonthStep by={1} last={choice.as_of || day} onChange={onChange} />}
      {text("known_at", "")}
      {asks.since && (
        <Parameter label={t("reports.parameters.since")}>
          <SinceParameter value={choice.since} onChange={(since) => onChange({ since })} />
        </Parameter>
      )}
      {asks.party && (
        <PartyParameter
          business={asks.party}
          value={choice.party}
          onChange={(party) => onChange({ party, sent: "" })}
        />
      )}
      {asks.segment && <SegmentPicker value={choice.segment} onChange={(segment) => onChange({ segment })} />}
      {asks.sent && choice.party !== "" && (
        <SentParameter
          party={Number(choice.party)}
          value={choice.sent}
          onChange={(sent) => onChange({ sent })}
        />
      )}
      {asks.account && (
        <AccountParameter value={choice.account} onChange={(account) => onChange({ account })} />
      )}
      {asks.level && (
        <Select
          size="small"
          aria-label={t("reports.parameters.level")}
          value={choice.level}
          onChange={(level) => onChange({ level })}
          options={["", "1", "2", "3"].map((value) => ({
            value,
            label: value === "" ? t("reports.allLevels") : t("reports.level", { level: value }),
          }))}
        />
      )}
      {asks.compare && (
        <Select
          size="small"
          aria-label={t("reports.parameters.compare")}
          value={choice.compare}
          onChange={(compare) => onChange({ compare })}
          options={(["none", "prior_period", "prior_year"] as const).map((value) => ({
            value,
            label: t(`reports.compare.${value}`),
          }))}
        />
      )}
      {asks.statement && (
        <Select
          size="small"
          aria-label={t("reports.parameters.kind")}
          value={choice.kind}
          onChange={(kind) => onChange({ kind })}
          options={(["open_item", "balance_forward", "activity"] as const).map((value) => ({
            value,
            label: t(`reports.kinds.${value}`),
          }))}
        />
      )}
      {asks.group && (
        <Select
          size="small"
          aria-label={t("reports.parameters.group")}
          value={choice.group}
          onChange={(group) => onChange({ group })}
          options={(["party", "item", "month"] as const).map((value) => ({
            value,
            label: t(`reports.groups.${value}`),
          }))}
        />
      )}
      {asks.aging && (
        <>
          <Select
            size="small"
            aria-label={t("reports.parameters.by")}
            value={choice.by}
            onChange={(by) => onChange({ by })}
            options={(["due_date", "document_date"] as const).map((value) => ({
              value,
              label: t(`reports.by.${value}`),
            }))}
          />
          <Parameter label={t("reports.parameters.ages")}>
            <AgesParameter choice={choice} onChange={onChange} />
          </Parameter>
        </>
      )}
      {(asks.aging || asks.detail) && (
        <Checkbox
          checked={choice.detail === "yes"}
          onChange={(event) => onChange({ detail: event.target.checked ? "yes" : "" })}
        >
          {t(asks.aging ? "reports.parameters.detail" : "reports.parameters.documents")}
        </Checkbox>
      )}
    </div>
  );
}

/** Where the buckets end, in days or months; a wish is asked once it is whole: on Enter or on leaving. */
function AgesParameter({ choice, onChange }: Pick<Props, "choice" | "onChange">) {
  const { t } = useTranslation();
  const usual = choice.age_unit === "months" ? "1, 2, 3" : "30, 60, 90";
  const ask = (typed: string) => onChange({ ages: agesOf(typed).join(", ") });
  return (
    <Space.Compact size="small">
      <Input
        key={`${choice.age_unit} ${choice.ages}`}
        style={{ width: 108 }}
        aria-label={t("reports.parameters.ages")}
        placeholder={usual}
        defaultValue={choice.ages}
        onPressEnter={(event) => ask(event.currentTarget.value)}
        onBlur={(event) => event.currentTarget.value !== choice.ages && ask(event.currentTarget.value)}
      />
      <Select
        aria-label={t("reports.ageUnit")}
        value={choice.age_unit}
        onChange={(age_unit) => onChange({ age_unit, ages: "" })}
        options={(["days", "months"] as const).map((value) => ({ value, label: t(`reports.ages.${value}`) }))}
      />
    </Space.Compact>
  );
}

type SinceProps = { value: string; onChange: (since: string) => void };

/** A close to choose, or a day, an instant or `#` and the act a paper names, as typed. */
function SinceParameter({ value, onChange }: SinceProps) {
  const { t } = useTranslation();
  const { data: closings = [] } = useClosings();
  return (
    <AutoComplete
      key={value}
      size="small"
      style={{ width: 150 }}
      allowClear
      aria-label={t("reports.parameters.since")}
      placeholder={t("reports.sinceHint")}
      defaultValue={value}
      options={closings.map(({ month, seq }) => ({ value: month, label: `${month} · #${seq}` }))}
      onSelect={onChange}
      onClear={() => onChange("")}
      onBlur={(event) => onChange((event.target as HTMLInputElement).value.trim())}
      onKeyDown={(event) =>
        event.key === "Enter" && onChange((event.target as HTMLInputElement).value.trim())
      }
    />
  );
}

type StepProps = { by: -1 | 1; last: string; onChange: (change: Partial<Choice>) => void };

/** Takes the whole month before or after the one in which the period ends. */
function MonthStep({ by, last, onChange }: StepProps) {
  const { t } = useTranslation();
  const month = last.slice(0, 7);
  const to = by < 0 ? monthBefore(month) : monthAfter(month);
  const word = t(by < 0 ? "reports.monthBefore" : "reports.monthAfter");
  return (
    <Button
      size="small"
      type="text"
      title={word}
      aria-label={word}
      icon={by < 0 ? <LeftOutlined /> : <RightOutlined />}
      onClick={() => onChange({ from: `${to}-01`, as_of: lastDayOf(to) })}
    />
  );
}

function Parameter({ label, children }: { label: string; children: ReactNode }) {
  return (
    <span className="parameter">
      {label}
      {children}
    </span>
  );
}

type PartyProps = {
  business: "customer" | "supplier" | "any";
  value: string;
  onChange: (party: string) => void;
};

function PartyParameter({ business, value, onChange }: PartyProps) {
  const { t } = useTranslation();
  const { data: party } = useParty(value === "" ? null : Number(value));
  const find = useMemo(() => finderOf(business === "any" ? null : business), [business]);
  const chosen =
    value === "" || !party ? null : { id: party.id, name: party.fields.short_name || party.fields.name };
  return (
    <div style={{ width: 190 }}>
      <PartyPicker
        value={chosen}
        hint={t(business === "any" ? "reports.parameters.party" : `state.${business}`)}
        find={find}
        onChange={(choice) => onChange(choice ? String(choice.id) : "")}
      />
    </div>
  );
}

type SentProps = { party: number; value: string; onChange: (sent: string) => void };

/** One of the statements that were sent to a customer; the last where none is chosen. */
function SentParameter({ party, value, onChange }: SentProps) {
  const { t } = useTranslation();
  const { data: rows = [] } = useSentStatements(party);
  return (
    <Select
      size="small"
      style={{ width: 270 }}
      allowClear
      aria-label={t("reports.parameters.sent")}
      placeholder={t("reports.lastSent")}
      value={value || undefined}
      onChange={(sent) => onChange(sent ?? "")}
      options={rows.map(({ statement: { seq, sent_on: date, as_of: asOf } }) => ({
        value: String(seq),
        label: t("reports.sentOn", { date, asOf }),
      }))}
    />
  );
}

function AccountParameter({ value, onChange }: { value: string; onChange: (account: string) => void }) {
  const { t, i18n } = useTranslation();
  const { data: accounts } = useAccounts();
  return (
    <Select
      size="small"
      style={{ width: 210 }}
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      aria-label={t("reports.parameters.account")}
      placeholder={t("reports.allAccounts")}
      value={value || undefined}
      onChange={(account) => onChange(account ?? "")}
      options={accounts?.map((account) => ({
        value: account.code,
        label: `${account.code} ${nameIn(i18n.language, account)}`,
      }))}
    />
  );
}
