import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Key } from "../../components/Key";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { daysBetween, monthAfter, monthBefore, monthOf } from "../../lib/dates";
import { useShortcuts } from "../../lib/keyboard";
import { usePageState } from "../../lib/pageState";
import { useSession } from "../../lib/session";
import { CheckRow } from "./CheckRow";
import { Folder } from "./Folder";
import { PeriodEnd } from "./PeriodEnd";
import { useChecklist, useClosings } from "./queries";
import { VatCard } from "./VatCard";
import "./month-end.css";

const START = { month: "" };
const MONTHS_OFFERED = 36;

/** Closing a month: the checklist, the folder for the accountant, and the lock. */
export function MonthEndPage() {
  const { t, i18n } = useTranslation();
  const [state, change] = usePageState(START);
  const { data: session } = useSession();
  const month = state.month || (session ? monthToClose(session.last_closed ?? null, session.today) : null);
  const { data: checklist, error, isFetching, refetch } = useChecklist(month);
  const { data: closings } = useClosings();
  useShortcuts({ F5: () => void refetch() });
  const past = session ? monthsUntil(session.today.slice(0, 7)) : [];
  const months = month === null || past.includes(month) ? past : [month, ...past];
  const passed = checklist?.checks.filter((check) => check.state === "ok").length ?? 0;
  const failed = checklist?.checks.filter((check) => check.state === "failed").length ?? 0;
  const all = checklist?.checks.length ?? 0;
  const last = closings?.[0];
  return (
    <div className="page-main">
      <PageHead
        title={month ? `${t("month.title")} ${monthOf(`${month}-01`, i18n.language)}` : t("month.title")}
        actions={
          <>
            <Select
              style={{ width: 130 }}
              aria-label={t("month.choose")}
              value={month ?? undefined}
              onChange={(chosen) => change({ month: chosen }, "push")}
              options={months.map((value) => ({ value, label: monthOf(`${value}-01`, i18n.language) }))}
            />
            <Button onClick={() => refetch()} loading={isFetching}>
              {t("month.again")} <Key name="F5" />
            </Button>
          </>
        }
      />
      {error && <Problem error={error} />}
      <div className="month">
        <section className="panel month-checks">
          <header>
            <span className="first-figure num">{passed}</span>
            <span className="second num">{`/ ${all}`}</span>
            <div className="month-bar" aria-hidden="true">
              <span className="ok" style={{ flexGrow: passed }} />
              <span className="warning" style={{ flexGrow: all - passed - failed }} />
              <span className="failed" style={{ flexGrow: failed }} />
            </div>
            <span className="second">
              {checklist &&
                (checklist.closed
                  ? t("month.isClosed")
                  : failed > 0
                    ? t("month.toSettle", { count: failed })
                    : t("month.ready"))}
            </span>
          </header>
          {checklist?.checks.map((check, at) => (
            <CheckRow key={check.code} at={at + 1} check={check} />
          ))}
        </section>
        <div className="month-side">
          {checklist && <PeriodEnd key={checklist.month} checklist={checklist} />}
          {month && <VatCard key={`vat ${month}`} month={month} />}
          {checklist && (
            <Folder key={`folder ${checklist.month}`} checklist={checklist} closings={closings ?? []} />
          )}
        </div>
      </div>
      {last && (
        <p className="third num">
          {t("month.lastClosed", { month: last.month, by: last.closed_by, head: last.head.slice(0, 12) })}
        </p>
      )}
    </div>
  );
}

/** The first month that is still open; this month where none was closed before or all are. */
function monthToClose(lastClosed: string | null, today: string): string {
  const current = today.slice(0, 7);
  if (lastClosed === null) return current;
  const next = monthAfter(lastClosed);
  return daysBetween(`${next}-01`, `${current}-01`) < 0 ? current : next;
}

function monthsUntil(last: string): string[] {
  const months = [last];
  while (months.length < MONTHS_OFFERED) months.push(monthBefore(months.at(-1) ?? last));
  return months;
}
