import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Allowance, LossMatrix, Segment } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { useAsOf } from "../../lib/asOf";
import { tell } from "../../lib/lastAct";
import { formatAmount, isZero } from "../../lib/money";
import { useMay } from "../../lib/session";
import { useTakeBack } from "../../lib/takeBack";
import { NewSegment } from "./NewSegment";
import { useAllowance, useLossHistory, usePostAllowance, useSaveLossRates } from "./queries";
import { Rates } from "./Rates";
import { Totals } from "./Totals";
import "./allowance.css";

/** 坏账准备: receivables by age, what is expected to be lost of them, and the entry that moves the allowance there. */
export function AllowancePage() {
  const { t } = useTranslation();
  const { day } = useAsOf();
  const [date, setDate] = useState(day);
  const [groups, setGroups] = useState(false);
  const preview = useAllowance(date);
  const saving = useSaveLossRates();
  const posting = usePostAllowance();
  const takingBack = useTakeBack();
  const may = useMay();
  const allowance = preview.data;
  const others = allowance?.matrices.at(-1);

  /** A new segment begins with the rates of all others. */
  const add = (segment: Segment, of: LossMatrix) =>
    saving.mutate(
      { ...of.rates, segment, valid_from: date },
      {
        onSuccess: () => {
          setGroups(false);
          tell({ text: t("allowance.saved", { date }) });
        },
      },
    );
  const post = () =>
    posting.mutate(date, {
      onSuccess: ({ entry }) => {
        if (!entry) return;
        const name = t("reports.voucher", { number: entry.number, month: entry.month });
        const undo = () =>
          takingBack
            .mutateAsync([{ seq: entry.seq }])
            .then(() => tell({ text: t("vouchers.takenBack", { name }) }));
        tell({ text: t("allowance.posted", { name }), undo: () => void undo() });
      },
    });

  return (
    <div className="page-main">
      <PageHead title={t("nav.allowance")} />
      <section className="panel allowance">
        <div className="row">
          <div style={{ width: 110 }}>
            <DateInput
              label={t("allowance.on")}
              value={date}
              onChange={(chosen) => chosen && setDate(chosen)}
            />
          </div>
          {allowance?.difference && may("keep") && (
            <Button
              type="primary"
              disabled={allowance.proposed || isZero(allowance.difference.amount)}
              loading={posting.isPending}
              onClick={post}
            >
              {t("allowance.postIt")}
            </Button>
          )}
          {others && !others.proposed && may("administer") && !groups && (
            <Button onClick={() => setGroups(true)}>{t("allowance.newSegment")}</Button>
          )}
        </div>
        {groups && others && (
          <NewSegment
            busy={saving.isPending}
            onChosen={(segment) => add(segment, others)}
            onLeave={() => setGroups(false)}
          />
        )}
        {[preview.error, saving.error, posting.error].map((error) =>
          error ? <Problem key={error.message} error={error} /> : null,
        )}
        {allowance && <Basis of={allowance} />}
        {allowance?.matrices.map((matrix) => (
          <Rates
            key={`${date} ${JSON.stringify(matrix.rates)}`}
            of={matrix}
            date={date}
            alone={allowance.matrices.length === 1}
          />
        ))}
        {allowance && <Totals of={allowance} />}
      </section>
    </div>
  );
}

/** Where rates come from while none were entered, and whether anything is posted by them. */
function Basis({ of }: { of: Allowance }) {
  const { t } = useTranslation();
  const { data: history } = useLossHistory(of.date, of.proposed);
  return (
    <>
      {of.proposed && history && (
        <p className="second">
          {t("allowance.history", {
            from: history.from,
            to: history.to,
            sales: formatAmount(history.sales.amount),
            lost: formatAmount(history.lost.amount),
          })}
        </p>
      )}
      {!of.balance && <p className="second">{t("allowance.informs")}</p>}
    </>
  );
}
