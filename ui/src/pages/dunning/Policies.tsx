import { Button, Checkbox, Form, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DunningChannel, DunningLevel, DunningPolicy, DunningTone } from "../../bindings";
import { FigureInput } from "../../components/FigureInput";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { type Choice, PartyPicker } from "../../components/Picker";
import { Problem } from "../../components/Problem";
import { tell } from "../../lib/lastAct";
import { findCustomers } from "../../lib/parties";
import { useMay } from "../../lib/session";
import { useAssign, usePolicies, useSavePolicy } from "./queries";

const CHANNELS: DunningChannel[] = ["letter", "mail", "call", "message"];
const TONES: DunningTone[] = ["courtesy", "friendly", "firm", "formal", "final"];
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** The policies with their levels, texts and charges, and which customer is under which. */
export function Policies() {
  const { t } = useTranslation();
  const may = useMay();
  const { data: rows = [], error } = usePolicies();
  const [chosen, setChosen] = useState(1);
  const [draft, setDraft] = useState<DunningPolicy | null>(null);
  const row = rows.find((each) => each.policy.id === chosen) ?? rows[0];
  const policy = draft ?? row?.policy;
  if (error) return <Problem error={error} />;
  if (!row || !policy) return null;
  const copy = () =>
    setDraft({ ...row.policy, id: 0, name: t("collection.policy.copyOf", { name: row.policy.name }) });
  return (
    <div className="dunning-scroll">
      <div className="row dunning-choice">
        <Select
          aria-label={t("collection.policy.name")}
          style={{ minWidth: 220 }}
          value={draft ? 0 : row.policy.id}
          onChange={(id) => {
            setDraft(null);
            setChosen(id);
          }}
          options={[
            ...rows.map((each) => ({ value: each.policy.id, label: each.policy.name })),
            ...(draft ? [{ value: 0, label: draft.name }] : []),
          ]}
        />
        {row.parties.length > 0 && (
          <span className="second">{t("collection.policy.given", { count: row.parties.length })}</span>
        )}
        <span className="grow" />
        {may("administer") && !draft && <Button onClick={copy}>{t("collection.policy.add")}</Button>}
      </div>
      <PolicyForm
        key={JSON.stringify(policy)}
        policy={policy}
        onSaved={(saved) => {
          setDraft(null);
          setChosen(saved.id);
        }}
      />
      {may("keep") && <Assign policies={rows.map((each) => each.policy)} />}
    </div>
  );
}

type FormProps = { policy: DunningPolicy; onSaved: (saved: DunningPolicy) => void };

function PolicyForm({ policy, onSaved }: FormProps) {
  const { t } = useTranslation();
  const administers = useMay()("administer");
  const [fields, setFields] = useState(policy);
  const [days, setDays] = useState(policy.quiet_days.join(" "));
  const saving = useSavePolicy();
  const write = (change: Partial<DunningPolicy>) => setFields((now) => ({ ...now, ...change }));
  const writeLevel = (place: number, change: Partial<DunningLevel>) =>
    write({ levels: fields.levels.map((each, at) => (at === place ? { ...each, ...change } : each)) });
  const names = t("collection.policy.weekdays", { returnObjects: true }) as unknown as string[];
  const save = () => {
    if (saving.isPending || !administers) return;
    const quiet_days = days.split(/[\s,，、]+/).filter(Boolean);
    void saving.mutateAsync({ ...fields, quiet_days }).then(
      (saved) => {
        tell({ text: t("collection.policy.saved") });
        onSaved(saved);
      },
      () => {},
    );
  };
  return (
    <Form layout="vertical" className="panel form-page" disabled={!administers} onFinish={save}>
      <div className="dunning-level">
        <div className="wide">
          <TextField
            id="policy-name"
            label={t("collection.policy.name")}
            value={fields.name}
            onChange={(name) => write({ name })}
          />
        </div>
        <Labelled id="policy-gap" label={t("collection.policy.minGap")}>
          <InputNumber
            id="policy-gap"
            min={0}
            max={90}
            value={fields.min_gap_days}
            onChange={(value) => write({ min_gap_days: value ?? 0 })}
          />
        </Labelled>
        <Labelled id="policy-minimum" label={t("collection.policy.minimum")}>
          <FigureInput
            id="policy-minimum"
            label={t("collection.policy.minimum")}
            value={fields.minimum}
            onChange={(minimum) => write({ minimum })}
          />
        </Labelled>
        <Labelled id="policy-approval" label={t("collection.policy.approval")}>
          <InputNumber
            id="policy-approval"
            min={0}
            max={4}
            value={fields.approval_from}
            onChange={(value) => write({ approval_from: value ?? 4 })}
          />
        </Labelled>
        <div className="wide">
          <Labelled id="policy-weekdays" label={t("collection.policy.quiet")}>
            <Checkbox.Group
              value={fields.quiet_weekdays}
              onChange={(quiet_weekdays) => write({ quiet_weekdays })}
              options={WEEKDAYS.map((value) => ({ value, label: names[value - 1] ?? "" }))}
            />
          </Labelled>
        </div>
        <div className="wide">
          <TextField
            id="policy-days"
            label={t("collection.policy.quietDays")}
            value={days}
            onChange={setDays}
          />
        </div>
      </div>
      <p className="second">
        {t("collection.policy.hint", { nsSeparator: false, interpolation: { skipOnVariables: true } })}
      </p>
      <div className="dunning-levels">
        {fields.levels.map((level, place) => (
          <LevelFields key={level.level} level={level} onChange={(change) => writeLevel(place, change)} />
        ))}
      </div>
      {saving.error ? <Problem error={saving.error} /> : null}
      {administers && (
        <Button type="primary" htmlType="submit" loading={saving.isPending}>
          {t("collection.policy.save")}
        </Button>
      )}
    </Form>
  );
}

function LevelFields({
  level,
  onChange,
}: {
  level: DunningLevel;
  onChange: (change: Partial<DunningLevel>) => void;
}) {
  const { t } = useTranslation();
  const id = (name: string) => `level-${level.level}-${name}`;
  return (
    <fieldset className="dunning-level">
      <legend>
        {t("collection.level", { level: level.level })} · {level.title_zh} · {level.title_en}
      </legend>
      <Labelled id={id("days")} label={t("collection.policy.days")}>
        <InputNumber
          id={id("days")}
          min={-60}
          max={720}
          value={level.days}
          onChange={(value) => onChange({ days: value ?? 0 })}
        />
      </Labelled>
      <ChoiceField<DunningChannel>
        id={id("channel")}
        label={t("collection.policy.channel")}
        value={level.channel}
        options={CHANNELS.map((each) => ({ value: each, label: t(`collection.channels.${each}`) }))}
        onChange={(channel) => channel && onChange({ channel })}
      />
      <ChoiceField<DunningTone>
        id={id("tone")}
        label={t("collection.policy.tone")}
        value={level.tone}
        options={TONES.map((each) => ({ value: each, label: t(`collection.tones.${each}`) }))}
        onChange={(tone) => tone && onChange({ tone })}
      />
      <Labelled id={id("fee")} label={t("collection.policy.fee")}>
        <FigureInput
          id={id("fee")}
          label={t("collection.policy.fee")}
          value={level.fee}
          onChange={(fee) => onChange({ fee })}
        />
      </Labelled>
      <Labelled id={id("deadline")} label={t("collection.policy.deadline")}>
        <InputNumber
          id={id("deadline")}
          min={0}
          max={90}
          value={level.deadline_days}
          onChange={(value) => onChange({ deadline_days: value ?? 0 })}
        />
      </Labelled>
      <Labelled id={id("interest")} label={t("collection.policy.interest")}>
        <Checkbox
          id={id("interest")}
          checked={level.interest}
          onChange={(event) => onChange({ interest: event.target.checked })}
        />
      </Labelled>
      {(["zh", "en"] as const).map((language) => (
        <div className="wide" key={language}>
          <TextField
            id={id(`title-${language}`)}
            label={`${t("collection.policy.title")} · ${t(`collection.policy.${language}`)}`}
            value={level[`title_${language}`]}
            onChange={(text) => onChange({ [`title_${language}`]: text })}
          />
          <TextField
            id={id(`text-${language}`)}
            label={`${t("collection.policy.text")} · ${t(`collection.policy.${language}`)}`}
            rows={3}
            value={level[`text_${language}`]}
            onChange={(text) => onChange({ [`text_${language}`]: text })}
          />
        </div>
      ))}
    </fieldset>
  );
}

function Assign({ policies }: { policies: DunningPolicy[] }) {
  const { t } = useTranslation();
  const [party, setParty] = useState<Choice | null>(null);
  const [policy, setPolicy] = useState(1);
  const assigning = useAssign();
  const save = () => {
    if (!party || assigning.isPending) return;
    void assigning.mutateAsync({ party_id: party.id, policy_id: policy }).then(
      () => {
        tell({ text: t("collection.policy.assigned", { name: party.name }) });
        setParty(null);
      },
      () => {},
    );
  };
  if (policies.length < 2) return null;
  return (
    <section className="panel form-page">
      <h2>{t("collection.policy.assign")}</h2>
      <div className="row">
        <div className="grow">
          <PartyPicker value={party} onChange={setParty} find={findCustomers} />
        </div>
        <Select
          aria-label={t("collection.policy.name")}
          style={{ minWidth: 200 }}
          value={policy}
          onChange={setPolicy}
          options={policies.map((each) => ({ value: each.id, label: each.name }))}
        />
        <Button disabled={party === null} loading={assigning.isPending} onClick={save}>
          {t("collection.policy.assign")}
        </Button>
      </div>
      {assigning.error ? <Problem error={assigning.error} /> : null}
    </section>
  );
}
