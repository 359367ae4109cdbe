import { Spin } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CreditCard, CreditFactor } from "../../../bindings";
import { CreditGrade } from "../../../components/CreditGrade";
import { Problem } from "../../../components/Problem";
import { Arithmetic } from "./Arithmetic";
import { Assessed } from "./Assessed";
import { Evidence } from "./Evidence";
import { Factors } from "./Factors";
import { Known } from "./Known";
import { Overruled } from "./Overruled";
import { useCreditCard } from "./queries";
import { Scale } from "./Scale";
import { ScoreHistory } from "./ScoreHistory";
import "./tab.css";

/** How the customer pays, and what follows: the grade with its factors, the limit with its arithmetic, who decided what. */
export function Credit({ id }: { id: number }) {
  const { data: card, error } = useCreditCard(id);
  const [shown, setShown] = useState<CreditFactor>("days_late");
  if (error) return <Problem error={error} />;
  if (!card) return <Spin />;
  return (
    <div className="credit-tab-box">
      <div className="credit-tab">
        <div className="credit-left">
          <section className="panel credit-head">
            <CreditGrade grade={card.grade} large />
            <Headline card={card} />
            <Scale card={card} />
            <Reasons card={card} />
          </section>
          <Factors card={card} shown={shown} onShow={setShown} />
          <Evidence card={card} factor={shown} />
        </div>
        <div className="credit-right">
          <Arithmetic card={card} />
          <ScoreHistory card={card} />
          <Overruled card={card} />
          <Known card={card} />
          <Assessed card={card} />
        </div>
      </div>
    </div>
  );
}

function Headline({ card }: { card: CreditCard }) {
  const { t } = useTranslation();
  return (
    <div className="credit-headline">
      <div>
        {card.score ? (
          <>
            <b className="num">{card.score}</b>{" "}
            <span className="second">{t("credit.card.of", { step: card.step })}</span>
          </>
        ) : (
          <b>{t("credit.unrated")}</b>
        )}
      </div>
      <div className="second" title={t("credit.indexHint")}>
        {t("credit.index")} <span className="num">{card.late_index ?? "–"}</span>
      </div>
    </div>
  );
}

function Reasons({ card }: { card: CreditCard }) {
  const { t } = useTranslation();
  const { evidence } = card.policy;
  const review = card.last_review;
  return (
    <p className="second credit-reasons">
      {card.score
        ? t("credit.card.evidence", {
            count: card.invoices,
            raw: card.raw,
            prior: evidence.prior_invoices,
            middle: evidence.prior,
            sum: card.invoices + evidence.prior_invoices,
            score: card.score,
          })
        : t("credit.card.thin", {
            count: card.invoices,
            least: evidence.invoices_min,
            months: card.months,
            leastMonths: evidence.months_min,
          })}{" "}
      {card.up && t("credit.card.up", { grade: card.up.grade, score: card.up.score, count: card.up.reviews })}{" "}
      {card.down && t("credit.card.down", { grade: card.down.grade, score: card.down.score })}{" "}
      {review
        ? t("credit.card.lastReview", { day: review.date, score: review.score ?? t("credit.unrated") })
        : t("credit.card.neverReviewed")}
    </p>
  );
}
