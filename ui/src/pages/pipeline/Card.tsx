import type { KeyboardEvent, PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import type { OpportunityRow } from "../../bindings";
import { MoneyText } from "../../components/MoneyText";
import { useIsForeign } from "../../lib/session";

type Props = {
  row: OpportunityRow;
  /** The middle of all stays in this stage, in days. */
  median: string | null;
  carried: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
  onPress: (event: PointerEvent) => void;
  onOpen: () => void;
};

/** An opportunity on the board: amount, age, what comes next, whose it is. */
export function Card({ row, median, carried, onKeyDown, onPress, onOpen }: Props) {
  const { t } = useTranslation();
  const isForeign = useIsForeign();
  const old = median !== null && row.age_days > Number(median);
  return (
    <article
      className={carried ? "card carried" : "card"}
      data-card={row.id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a card is lifted, carried and opened by keyboard
      tabIndex={0}
      aria-roledescription={t("pipeline.card")}
      aria-label={`${row.title}, ${row.party_name}`}
      onPointerDown={onPress}
      onKeyDown={onKeyDown}
      onDoubleClick={onOpen}
    >
      <div className="card-title">{row.title}</div>
      <div className="second card-party">{row.party_name}</div>
      <div className="row">
        <b>
          <MoneyText value={row.amount} withCurrency={isForeign(row.amount)} />
        </b>
        <span className="grow" />
        <span className={old ? "amber num" : "third num"} title={ageTitle()}>
          {t("pipeline.days", { count: row.age_days })}
        </span>
      </div>
      <div className="row">
        {next()}
        <span className="grow" />
        <span className={row.owner_active ? "third" : "red"} title={row.owner_name}>
          {row.owner_active
            ? initialsOf(row.owner_name)
            : t("pipeline.left", { owner: initialsOf(row.owner_name) })}
        </span>
      </div>
      {row.slipped && (
        <div className="red card-slipped">{t("pipeline.slippedSince", { day: row.deadline_on })}</div>
      )}
    </article>
  );

  function ageTitle() {
    return median === null ? undefined : t("pipeline.medianTitle", { days: median });
  }

  function next() {
    if (row.next_step === "") return <span className="amber">{t("pipeline.flags.no_next_step")}</span>;
    const day = row.next_step_on?.slice(5) ?? "";
    return (
      <span
        className={row.no_next_step ? "red card-next" : "second card-next"}
      >{`${row.next_step} ${day}`}</span>
    );
  }
}

/** 林知 → 林知; Zhou Wen → ZW. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  if (/^[\p{Script=Latin}\s.'-]+$/u.test(name))
    return words
      .map((word) => word[0]?.toUpperCase())
      .join("")
      .slice(0, 3);
  return name.slice(0, 4);
}
