import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { CreditCard, CreditFactor, CreditFactorLine } from "../../../bindings";
import { formatAmount } from "../../../lib/money";
import { valueText } from "./values";

type Props = { card: CreditCard; shown: CreditFactor; onShow: (factor: CreditFactor) => void };

/** Each factor with its value, its points as a bar, what stands behind it and what changes it. */
export function Factors({ card, shown, onShow }: Props) {
  const { t } = useTranslation();
  return (
    <section className="panel">
      <table className="record-lines credit-factors">
        <thead>
          <tr>
            <th>{t("credit.card.factor")}</th>
            <th className="end">{t("credit.card.value")}</th>
            <th />
            <th className="end">{t("credit.card.points")}</th>
            <th>{t("credit.card.behind")}</th>
            <th>{t("credit.card.changes")}</th>
          </tr>
        </thead>
        <tbody>
          {card.factors.map((line) => (
            <tr key={line.factor} className={line.factor === shown ? "at" : ""}>
              <td>
                <button type="button" className="plain" onClick={() => onShow(line.factor)}>
                  {t(`credit.factors.${line.factor}`)}
                </button>
              </td>
              <td className="end num">{line.value ? valueText(t, line.factor, line.value) : "–"}</td>
              <td className="credit-bar-cell">
                <Bar line={line} />
              </td>
              <td className="end num">
                <b>{Number(line.points).toFixed(2)}</b> <span className="second">{`/ ${line.most}`}</span>
              </td>
              <td>
                <Behind card={card} line={line} onShow={onShow} />
              </td>
              <td className="second num">{changeText(line, t)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>
              <b>{t("credit.card.raw")}</b>
            </td>
            <td colSpan={3} className="end num">
              <b>{Number(card.raw).toFixed(2)}</b> <span className="second">/ 100</span>
            </td>
            <td colSpan={2} className={card.knock_outs.length > 0 ? "red" : "second"}>
              {card.knock_outs.length === 0
                ? t("credit.card.noKnockOut")
                : card.knock_outs
                    .map((each) => t(`credit.knockOuts.${each.kind}`, factsOf(each)))
                    .join(" · ")}
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function factsOf(knockOut: CreditCard["knock_outs"][number]): { day: string; days: number } {
  switch (knockOut.kind) {
    case "insolvency":
      return { day: knockOut.since, days: 0 };
    case "long_overdue":
      return { day: "", days: knockOut.days };
    default:
      return { day: knockOut.on, days: 0 };
  }
}

function Bar({ line }: { line: CreditFactorLine }) {
  const share = Number(line.most) === 0 ? 0 : Number(line.points) / Number(line.most);
  return (
    <span className="credit-bar" aria-hidden="true">
      <span className={share < 0.5 ? "low" : ""} style={{ width: `${share * 100}%` }} />
    </span>
  );
}

function changeText(line: CreditFactorLine, t: TFunction): string {
  if (!line.better) return t("credit.card.best");
  const points = (Number(line.better.points) - Number(line.points)).toFixed(2);
  return t("credit.card.better", { value: valueText(t, line.factor, line.better.value), points });
}

const NOTES = { no_promises: "noPromises", no_limit: "noLimit", nothing_yet: "nothing" } as const;

function Behind({
  card,
  line,
  onShow,
}: {
  card: CreditCard;
  line: CreditFactorLine;
  onShow: (factor: CreditFactor) => void;
}) {
  const { t } = useTranslation();
  if (line.note) return <span className="second">{t(`credit.card.${NOTES[line.note]}`)}</span>;
  const opens = (text: string) => (
    <button type="button" className="plain link" onClick={() => onShow(line.factor)}>
      {text}
    </button>
  );
  const { documents } = card;
  switch (line.factor) {
    case "days_late":
      return opens(t("credit.card.ofDocuments", { count: card.document_count }));
    case "on_time":
      return opens(
        t("credit.card.inTime", {
          count: documents.length,
          onTime: documents.filter((each) => each.on_time).length,
        }),
      );
    case "worst_overdue": {
      const worst = documents.find((each) => String(each.days_late) === line.value);
      return worst
        ? opens(worst.number)
        : opens(t("credit.card.ofDocuments", { count: card.document_count }));
    }
    case "dso_to_terms":
      return (
        <span className="num">{t("credit.card.dso", { dso: card.dso_days, terms: card.terms_days })}</span>
      );
    case "tenure":
      return <span className="num">{card.since && t("credit.card.since", { day: card.since })}</span>;
    case "volume":
      return (
        <span className="num" title={card.ranked_on}>
          {t("credit.card.sales", { amount: formatAmount(card.sales.amount) })}
        </span>
      );
    case "peak_use":
      return (
        <span className="num">
          {card.peak &&
            t("credit.card.peak", { amount: formatAmount(card.peak.owed.amount), day: card.peak.on })}
        </span>
      );
    default:
      return null;
  }
}
