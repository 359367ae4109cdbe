import { useTranslation } from "react-i18next";
import type { CreditCard } from "../../../bindings";
import { useCreditHistory } from "./queries";

const WIDTH = 300;
const HEIGHT = 110;
const MOST = 13;

/** The score of each review, with the thresholds it passed; changes of the grade are marked. */
export function ScoreHistory({ card }: { card: CreditCard }) {
  const { t } = useTranslation();
  const history = useCreditHistory(card.party_id);
  const reviews = (history.data?.reviews ?? []).slice(0, MOST).reverse();
  // Of several reviews of a day the last stands; the list begins with the latest.
  const scored = reviews.filter((review, place) => review.score && reviews[place + 1]?.date !== review.date);
  const scores = scored.map((review) => Number(review.score));
  const { a, b, c } = card.policy.grades;
  const low = Math.max(0, Math.min(...scores, Number(c)) - 5);
  const high = Math.min(100, Math.max(...scores, Number(a)) + 5);
  const x = (place: number) =>
    scored.length < 2 ? WIDTH / 2 : 12 + (place * (WIDTH - 24)) / (scored.length - 1);
  const y = (score: number) => HEIGHT - 14 - ((score - low) / (high - low)) * (HEIGHT - 28);
  return (
    <section className="panel credit-side">
      <b>{t("credit.history.title")}</b>
      {scored.length === 0 ? (
        <p className="second">{t("credit.history.none")}</p>
      ) : (
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={t("credit.history.label")}
          className="credit-history"
        >
          {(
            [
              ["A", a],
              ["B", b],
              ["C", c],
            ] as const
          ).map(([name, from]) => (
            <g key={name}>
              <line x1="0" x2={WIDTH} y1={y(Number(from))} y2={y(Number(from))} className="threshold" />
              <text x="0" y={y(Number(from)) - 2}>{`${name} ${from}`}</text>
            </g>
          ))}
          <polyline points={scored.map((_, place) => `${x(place)},${y(scores[place] ?? 0)}`).join(" ")} />
          {scored.map((review, place) => (
            <g key={review.date}>
              <circle
                cx={x(place)}
                cy={y(scores[place] ?? 0)}
                r={place > 0 && scored[place - 1]?.grade !== review.grade ? 4 : 2}
              >
                <title>{`${review.date} ${review.score} ${review.grade ?? "N"}`}</title>
              </circle>
              <text x={x(place)} y={HEIGHT - 2} textAnchor="middle">
                {review.date.slice(5, 7)}
              </text>
            </g>
          ))}
        </svg>
      )}
    </section>
  );
}
