import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Checklist } from "../../bindings";
import { Problem } from "../../components/Problem";
import { tell } from "../../lib/lastAct";
import { useMay, useSession } from "../../lib/session";
import { PostPlanned } from "./PostPlanned";
import { type PeriodAct, usePlanned, useSoftClose } from "./queries";

/** What ends a month before it is locked: adjustments only, profit transferred, in December the year closed. */
export function PeriodEnd({ checklist }: { checklist: Checklist }) {
  const { t } = useTranslation();
  const { month, closed } = checklist;
  const { data: session } = useSession();
  const adjusts = (session?.last_soft_closed ?? "") >= month;
  const year = Number(month.slice(0, 4));
  const hasProfit = session !== undefined && session.book.chart !== "ifrs";
  if (closed) return null;
  return (
    <section className="panel month-folder">
      <header>
        <h2>{t("month.periodEnd")}</h2>
      </header>
      <SoftClose month={month} adjusts={adjusts} />
      {hasProfit && !month.endsWith("-12") && <Planned period={{ act: "profit", month }} right="keep" />}
      {month.endsWith("-12") && <Planned period={{ act: "year", year }} right="close" />}
    </section>
  );
}

function SoftClose({ month, adjusts }: { month: string; adjusts: boolean }) {
  const { t } = useTranslation();
  const closing = useSoftClose();
  const closes = useMay()("close");
  const turn = (soft: boolean) =>
    closing.mutate(
      { month, closes: soft },
      { onSuccess: () => tell({ text: t(soft ? "month.softClosed" : "month.reopened", { month }) }) },
    );
  return (
    <>
      <p className="second">{t(adjusts ? "month.adjusts" : "month.softBody")}</p>
      {closing.error && <Problem error={closing.error} />}
      {closes && (
        <div className="row">
          <Button loading={closing.isPending} onClick={() => turn(!adjusts)}>
            {t(adjusts ? "month.reopen" : "month.softClose")}
          </Button>
        </div>
      )}
    </>
  );
}

type PlannedProps = { period: PeriodAct; right: "keep" | "close" };

/** What an act of the period's end would post, and the way to look at it before. */
function Planned({ period, right }: PlannedProps) {
  const { t } = useTranslation();
  const planned = usePlanned(period);
  const [looks, setLooks] = useState(false);
  const may = useMay()(right);
  const entries = planned.data ?? [];
  const isDone = planned.isSuccess && entries.length === 0;
  return (
    <>
      <p className="second">{t(isDone ? `month.${period.act}.done` : `month.${period.act}.body`)}</p>
      {planned.error && <Problem error={planned.error} />}
      {may && !isDone && (
        <div className="row">
          <Button disabled={entries.length === 0} onClick={() => setLooks(true)}>
            {t(`month.${period.act}.look`)}
          </Button>
        </div>
      )}
      {looks && <PostPlanned period={period} entries={entries} onClose={() => setLooks(false)} />}
    </>
  );
}
