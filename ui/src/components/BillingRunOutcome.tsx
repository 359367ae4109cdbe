import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { BillingRun } from "../bindings";
import { DoorError } from "../lib/door";
import { homeOf } from "../lib/homes";
import { sentenceOf } from "../lib/i18n";
import { formatAmount, isZero } from "../lib/money";
import { homeOfRecurring } from "../lib/recurring";
import { Problem } from "./Problem";

/** Numbers that are named one by one. */
const SHOWN = 6;

/** What a billing run made, and what was refused with its reason; each opens. */
export function BillingRunOutcome({ run }: { run: BillingRun }) {
  const { t } = useTranslation();
  const issued = run.made.filter((made) => made.document_id);
  const drafts = run.made.length - issued.length;
  const applied = issued.filter((made) => made.applied && !isZero(made.applied.amount));
  return (
    <>
      {run.made.length > 0 && (
        <section className="panel row billing-run" role="status">
          <span>{t("recurring.run.made", { count: run.made.length })}</span>
          {issued.slice(0, SHOWN).map((made) => (
            <Link key={made.document_id} className="num" to={homeOf(made.due.kind, made.document_id ?? 0)}>
              {made.number}
            </Link>
          ))}
          {issued.length > SHOWN && <span>{"…"}</span>}
          {drafts > 0 && (
            <Link to={`${homeOf(run.made[0]?.due.kind ?? "invoice", 0).replace(/\/0$/, "")}?view=drafts`}>
              {t("recurring.run.drafts", { count: drafts })}
            </Link>
          )}
          {applied.map((made) => (
            <span key={made.document_id} className="second">
              {t("recurring.run.applied", {
                amount: `${made.number} ${formatAmount(made.applied?.amount ?? "0")}`,
              })}
            </span>
          ))}
        </section>
      )}
      {run.made.length + run.refused.length === 0 && (
        <section className="panel row billing-run" role="status">
          {t("recurring.run.nothing")}
        </section>
      )}
      {run.refused.map(({ due, error }) => (
        <Problem
          key={`${due.recurring_id} ${due.scheduled_on}`}
          tone="error"
          actions={
            <Link to={`${homeOfRecurring(due.kind === "bill" ? "bill" : "invoice")}/${due.recurring_id}`}>
              {t("app.open")}
            </Link>
          }
        >
          {t("recurring.run.refused", { name: due.name || due.party_name, day: due.scheduled_on })}{" "}
          {sentenceOf(DoorError.from(error))}
        </Problem>
      ))}
    </>
  );
}
