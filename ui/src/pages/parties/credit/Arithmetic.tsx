import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CreditCard } from "../../../bindings";
import { LimitBar } from "../../../components/CreditGrade";
import { MoneyText } from "../../../components/MoneyText";
import { formatAmount } from "../../../lib/money";
import { useMay } from "../../../lib/session";
import { LimitDialog } from "./LimitDialog";

/** The suggested limit, step by step, beside the one that was agreed and how much of it is used. */
export function Arithmetic({ card }: { card: CreditCard }) {
  const { t } = useTranslation();
  const may = useMay();
  const [amount, setAmount] = useState<string | null>(null);
  const { suggested, agreed, exposure, hold } = card;
  const factor = (1 + Number(suggested.buffer_percent) / 100).toFixed(2);
  const used = hold?.used_percent;
  const days = t("credit.arithmetic.days", { count: suggested.suggested_terms_days });
  return (
    <section className="panel credit-side">
      <div className="row">
        <b className="grow">{t("credit.arithmetic.title")}</b>
        <Link to="/settings/credit">{t("credit.policy.title")}</Link>
      </div>
      <Line text={t("credit.arithmetic.annual")}>
        <MoneyText value={suggested.annual_sales} />
      </Line>
      <Line text={t("credit.arithmetic.perDay")}>
        <MoneyText value={suggested.per_day} />
      </Line>
      <Line
        text={t("credit.arithmetic.owed", { terms: suggested.terms_days, delay: suggested.expected_delay })}
      >
        <MoneyText value={suggested.owed} />
      </Line>
      <Line text={t("credit.arithmetic.buffer", { factor })}>
        <MoneyText value={suggested.need} />
      </Line>
      <Line
        text={
          suggested.factor
            ? t("credit.arithmetic.grade", { grade: card.grade, factor: suggested.factor })
            : t("credit.arithmetic.starter")
        }
      >
        <MoneyText value={suggested.by_grade} />
      </Line>
      <Line text={t("credit.arithmetic.netWorth")}>
        {suggested.net_worth_cap ? (
          <MoneyText value={suggested.net_worth_cap} />
        ) : (
          <span className="second">{t("credit.arithmetic.noNetWorth")}</span>
        )}
      </Line>
      {suggested.policy_cap && (
        <Line text={t("credit.arithmetic.cap")}>
          <MoneyText value={suggested.policy_cap} />
        </Line>
      )}
      <hr />
      <Line text={<b>{t("credit.arithmetic.digits")}</b>}>
        <b>
          <MoneyText value={suggested.limit} />
        </b>
      </Line>
      <Line text={t("credit.arithmetic.terms")}>
        {suggested.suggested_terms_days === 0
          ? t("credit.arithmetic.cash")
          : suggested.prepaid_percent === "0"
            ? days
            : t("credit.arithmetic.prepaid", { days, percent: suggested.prepaid_percent })}
      </Line>
      {agreed?.amount ? (
        <Line text={t("credit.arithmetic.inForce", { day: agreed.date })}>
          <MoneyText value={agreed.amount} />
        </Line>
      ) : (
        <p className="second">{t("credit.arithmetic.none")}</p>
      )}
      {exposure && (
        <>
          <Line text={t("credit.arithmetic.exposure")}>
            <MoneyText value={exposure.total} />
          </Line>
          {used && (
            <div className="row">
              <LimitBar percent={used} level={hold?.level} />
              <span className="num second">{`${used}%`}</span>
            </div>
          )}
          <p className="second num">
            {t("credit.arithmetic.parts", {
              open: formatAmount(exposure.parts.open.amount),
              delivered: formatAmount(exposure.parts.delivered.amount),
              ordered: formatAmount(exposure.parts.ordered.amount),
              advances: formatAmount(exposure.parts.advances.amount),
            })}
          </p>
        </>
      )}
      {may("grant_credit") && (
        <div className="row">
          <Button type="primary" size="small" onClick={() => setAmount(suggested.limit.amount)}>
            {t("credit.arithmetic.take", { amount: formatAmount(suggested.limit.amount) })}
          </Button>
          <Button size="small" onClick={() => setAmount(agreed?.amount?.amount ?? "")}>
            {t("credit.arithmetic.other")}
          </Button>
        </div>
      )}
      {amount !== null && <LimitDialog card={card} start={amount} onClose={() => setAmount(null)} />}
    </section>
  );
}

function Line({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <div className="row credit-line">
      <span className="grow">{text}</span>
      <span className="num">{children}</span>
    </div>
  );
}
