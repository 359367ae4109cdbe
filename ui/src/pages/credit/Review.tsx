import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CreditReviewed } from "../../bindings";
import { CreditGrade } from "../../components/CreditGrade";
import { DateInput } from "../../components/DateInput";
import { DateText } from "../../components/DateText";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { ProgressCard } from "../../components/ProgressCard";
import { homeOfParty } from "../../lib/homes";
import { tell } from "../../lib/lastAct";
import { useBusinessDay, useMay } from "../../lib/session";
import { useReview, useReviews } from "./queries";

/** Grades everyone as of a day: first what would change, then kept; and the reviews of before. */
export function Review() {
  const { t } = useTranslation();
  const today = useBusinessDay();
  const [date, setDate] = useState<string>(today);
  const grants = useMay()("grant_credit");
  const work = useReview();
  const reviews = useReviews().data ?? [];
  const seen = work.outcome;
  const keep = async () => {
    const kept = await work.review(date, true);
    if (kept) tell({ text: t("credit.review.kept", { day: kept.date, count: kept.customers }) });
  };
  return (
    <div className="credit-reviews">
      {grants && (
        <section className="panel form-page">
          <h2>{t("credit.review.title")}</h2>
          <p className="second">{t("credit.review.body")}</p>
          <div className="row">
            <span className="second">{t("credit.review.date")}</span>
            <div className="day">
              <DateInput
                label={t("credit.review.date")}
                value={date}
                onChange={(day) => {
                  setDate(day);
                  work.clear();
                }}
              />
            </div>
            <Button loading={work.running} onClick={() => void work.review(date, false)}>
              {t("credit.review.preview")}
            </Button>
            <Button
              type="primary"
              disabled={!seen || seen.kept !== null || work.running}
              onClick={() => void keep()}
            >
              {t("credit.review.keep")}
            </Button>
          </div>
        </section>
      )}
      {work.running && (
        <ProgressCard title={t("credit.review.running")} step={work.step} onCancel={work.cancel} />
      )}
      {work.error ? <Problem error={work.error} /> : null}
      {seen && <Changes seen={seen} />}
      <section className="panel form-page">
        <h2>{t("credit.views.reviews")}</h2>
        {reviews.length === 0 ? (
          <p className="second">{t("credit.review.none")}</p>
        ) : (
          <table className="record-lines">
            <thead>
              <tr>
                <th>{t("credit.reviewedOn")}</th>
                <th className="end">{t("credit.review.customers")}</th>
                <th>{t("credit.review.by")}</th>
              </tr>
            </thead>
            <tbody>
              {reviews.map((run) => (
                <tr key={run.seq}>
                  <td>
                    <DateText value={run.date} />
                  </td>
                  <td className="end num">{run.customers}</td>
                  <td>{run.reviewed_by}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </div>
  );
}

function Changes({ seen }: { seen: CreditReviewed }) {
  const { t } = useTranslation();
  const [a, b, c, d, none] = seen.grades;
  return (
    <section className="panel form-page" role="status">
      <h2>
        {seen.changes.length === 0
          ? t("credit.review.noChanges")
          : t("credit.review.changes", { count: seen.changes.length })}
      </h2>
      <p className="second num">
        {t("credit.review.counts", { a, b, c, d, none })}
        {" · "}
        {seen.compared_with
          ? t("credit.review.compared", { day: seen.compared_with })
          : t("credit.review.first")}
      </p>
      {seen.changes.length > 0 && (
        <table className="record-lines">
          <thead>
            <tr>
              <th>{t("credit.customer")}</th>
              <th>{t("credit.review.from")}</th>
              <th>{t("credit.review.to")}</th>
              <th className="end">{t("credit.score")}</th>
              <th className="end">{t("credit.suggested")}</th>
            </tr>
          </thead>
          <tbody>
            {seen.changes.map((change) => (
              <tr key={change.party_id}>
                <td>
                  <Link to={`${homeOfParty("customer", change.party_id)}?tab=credit`}>
                    {change.party_name}
                  </Link>{" "}
                  <span className="second num">{change.party_code}</span>
                </td>
                <td>{change.is_new ? "–" : <CreditGrade grade={change.from} />}</td>
                <td>
                  <CreditGrade grade={change.to} />
                </td>
                <td className="end num">{change.score ?? "–"}</td>
                <td className="end">
                  <MoneyText value={change.limit} zeroAs="dash" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
