import { useTranslation } from "react-i18next";
import type { CreditCard } from "../../../bindings";

const NAMES = ["D", "C", "B", "A"] as const;

/** Where the score stands among the thresholds, and what it is likely in. */
export function Scale({ card }: { card: CreditCard }) {
  const { t } = useTranslation();
  const { a, b, c } = card.policy.grades;
  const starts = ["0", c, b, a].map(Number);
  const at = (value: string | number) => `${Number(value)}%`;
  const likely = card.likely_from && card.likely_to;
  return (
    <div className="credit-scale">
      {likely && (
        <span className="second credit-likely" style={{ left: at(card.score ?? 0) }}>
          {t("credit.card.likely", { from: card.likely_from, to: card.likely_to })}
        </span>
      )}
      <div className="credit-track">
        {NAMES.map((name, place) => (
          <span
            key={name}
            className={`credit-zone zone-${name}`}
            style={{ left: at(starts[place] ?? 0), right: at(100 - (starts[place + 1] ?? 100)) }}
          />
        ))}
        {likely && (
          <span
            className="credit-range"
            style={{ left: at(card.likely_from ?? 0), right: at(100 - Number(card.likely_to)) }}
          />
        )}
        {card.score && <span className="credit-mark" style={{ left: at(card.score) }} />}
      </div>
      {NAMES.map((name, place) => (
        <span
          key={name}
          className={name === card.grade ? "credit-name chosen" : "credit-name second"}
          style={{ left: at(starts[place] ?? 0) }}
        >
          {place === 0 ? name : `${name} ≥ ${starts[place]}`}
        </span>
      ))}
    </div>
  );
}
