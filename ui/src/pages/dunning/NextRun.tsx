import { Button, Checkbox, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DunningLetter, SkippedParty } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { EmptyState } from "../../components/EmptyState";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { tell } from "../../lib/lastAct";
import { formatAmount } from "../../lib/money";
import { useBusinessDay, useMay } from "../../lib/session";
import { Letter } from "./Letter";
import { useLowered, usePlan, usePolicies, useStart } from "./queries";

/** What would go out: a letter for each customer, who is left out and why; then the run is started. */
export function NextRun({ onStarted }: { onStarted: (run: number) => void }) {
  const { t } = useTranslation();
  const today = useBusinessDay();
  const keeps = useMay()("keep");
  const [date, setDate] = useState<string>(today);
  const [left, setLeft] = useState<number[]>([]);
  const [lower, setLower] = useState<Record<number, number>>({});
  const [shown, setShown] = useState<number | null>(null);
  const plan = usePlan(date);
  const starting = useStart();
  const letters = plan.data?.letters ?? [];
  const chosen = letters.filter((letter) => !left.includes(letter.party_id));
  const open = letters.find((letter) => letter.party_id === shown) ?? letters[0];
  const openLevel = open && lower[open.party_id];
  const lowered = useLowered(
    date,
    open && openLevel !== undefined ? { party_id: open.party_id, level: openLevel } : null,
  );
  const start = () => {
    if (starting.isPending) return;
    const softer = chosen.flatMap(({ party_id }) => {
      const level = lower[party_id];
      return level === undefined ? [] : [{ party_id, level }];
    });
    void starting.mutateAsync({ only: chosen.map((letter) => letter.party_id), lower: softer }).then(
      (run) => {
        tell({ text: t("collection.plan.started", { count: run.letters, approve: run.to_approve }) });
        onStarted(run.seq);
      },
      () => {},
    );
  };
  return (
    <>
      <div className="row">
        <span className="second">{t("collection.plan.date")}</span>
        <div className="dunning-day">
          <DateInput
            label={t("collection.plan.date")}
            value={date}
            onChange={(day) => setDate(day || today)}
          />
        </div>
        {date !== today && <span className="amber">{t("collection.plan.ahead")}</span>}
        <span className="grow">
          {letters.length > 0 &&
            plan.data &&
            t("collection.plan.title", {
              count: letters.length,
              amount: formatAmount(plan.data.total.amount),
            })}
        </span>
        {keeps && (
          <Button
            type="primary"
            disabled={chosen.length === 0 || date !== today}
            loading={starting.isPending}
            onClick={start}
          >
            {t("collection.plan.start")}
          </Button>
        )}
      </div>
      {plan.error ? <Problem error={plan.error} /> : null}
      {lowered.error ? <Problem error={lowered.error} /> : null}
      {starting.error ? <Problem error={starting.error} /> : null}
      {plan.data && letters.length === 0 && (
        <EmptyState title={t("collection.plan.none")} body={t("collection.plan.noneBody")} />
      )}
      {letters.length > 0 && (
        <div className="dunning-split">
          <section className="panel dunning-list">
            {letters.map((letter) => (
              <Row
                key={letter.party_id}
                letter={letter}
                shown={letter === open}
                taken={!left.includes(letter.party_id)}
                level={lower[letter.party_id]}
                onShow={() => setShown(letter.party_id)}
                onTake={(taken) =>
                  setLeft(taken ? left.filter((id) => id !== letter.party_id) : [...left, letter.party_id])
                }
                onLevel={(level) => {
                  const { [letter.party_id]: _, ...others } = lower;
                  setLower(level === letter.level ? others : { ...others, [letter.party_id]: level });
                }}
              />
            ))}
          </section>
          {open && <Letter letter={lowered.data?.letters[0] ?? open} />}
        </div>
      )}
      <LeftOut skipped={plan.data?.skipped ?? []} />
    </>
  );
}

type RowProps = {
  letter: DunningLetter;
  shown: boolean;
  taken: boolean;
  level: number | undefined;
  onShow: () => void;
  onTake: (taken: boolean) => void;
  onLevel: (level: number) => void;
};

function Row({ letter, shown, taken, level, onShow, onTake, onLevel }: RowProps) {
  const { t } = useTranslation();
  const policy = usePolicies().data?.find((row) => row.policy.id === letter.policy_id)?.policy;
  const levels = policy?.levels.filter((each) => each.level <= letter.level) ?? [];
  return (
    <div className="row letter-row">
      <Checkbox
        checked={taken}
        aria-label={`${t("collection.plan.chosen")} ${letter.party_name}`}
        onChange={(event) => onTake(event.target.checked)}
      />
      <button type="button" className="plain letter" aria-pressed={shown} onClick={onShow}>
        <span>{letter.party_name}</span>
        <MoneyText value={letter.total_base} />
        <span className="second">
          {t(`collection.channels.${letter.channel}`)} · {t("collection.days", { count: letter.oldest_days })}
        </span>
        {letter.needs_approval && <span className="amber">{t("collection.plan.approval")}</span>}
      </button>
      <Select
        size="small"
        aria-label={`${t("collection.plan.reaches")} ${letter.party_name}`}
        value={level ?? letter.level}
        onChange={onLevel}
        options={levels.map((each) => ({
          value: each.level,
          label: t("collection.level", { level: each.level }),
        }))}
      />
    </div>
  );
}

function LeftOut({ skipped }: { skipped: SkippedParty[] }) {
  const { t } = useTranslation();
  if (skipped.length === 0) return null;
  return (
    <details>
      <summary className="second">{t("collection.plan.skipped", { count: skipped.length })}</summary>
      <ul className="second">
        {skipped.map((each) => (
          <li key={each.party_id}>
            {each.party_name} · {t("collection.level", { level: each.level })} ·{" "}
            {t(`collection.plan.reasons.${each.reason}`, {
              day: each.reason === "held" ? each.until : each.reason === "too_soon" ? each.last_on : "",
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}
