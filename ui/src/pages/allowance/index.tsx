import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Allowance, LossRates } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { FigureInput } from "../../components/FigureInput";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { useAsOf } from "../../lib/asOf";
import { tell } from "../../lib/lastAct";
import { formatAmount, isZero } from "../../lib/money";
import { useMay } from "../../lib/session";
import { useTakeBack } from "../../lib/takeBack";
import { Matrix } from "./Matrix";
import { useAllowance, useLossHistory, usePostAllowance, useSaveLossRates } from "./queries";
import "./allowance.css";

/** Rates while they are changed. */
type Typed = { percents: string[]; factor: string };

/** 坏账准备: receivables by age, what is expected to be lost of them, and the entry that moves the allowance there. */
export function AllowancePage() {
  const { t } = useTranslation();
  const { day } = useAsOf();
  const [date, setDate] = useState(day);
  const [typed, setTyped] = useState<Typed | null>(null);
  const preview = useAllowance(date);
  const saving = useSaveLossRates();
  const posting = usePostAllowance();
  const takingBack = useTakeBack();
  const may = useMay();
  const matrix = preview.data;

  const save = (rates: LossRates) =>
    saving.mutate(
      { ...rates, valid_from: date },
      {
        onSuccess: () => {
          setTyped(null);
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
          {matrix && may("administer") && !typed && (
            <Button onClick={() => setTyped(typedOf(matrix))}>{t("allowance.edit")}</Button>
          )}
          {matrix?.proposed && may("administer") && !typed && (
            <Button loading={saving.isPending} onClick={() => save(matrix.rates)}>
              {t("allowance.saveHistory")}
            </Button>
          )}
          {matrix && typed && (
            <>
              <div style={{ width: 90 }}>
                <FigureInput
                  label={t("allowance.factor")}
                  value={typed.factor}
                  onChange={(factor) => setTyped({ ...typed, factor })}
                />
              </div>
              <span className="second">{t("allowance.factor")}</span>
              <Button type="primary" loading={saving.isPending} onClick={() => save(ratesOf(matrix, typed))}>
                {t("allowance.save")}
              </Button>
              <Button onClick={() => setTyped(null)}>{t("progress.cancel")}</Button>
            </>
          )}
          {matrix?.difference && may("keep") && !typed && (
            <Button
              type="primary"
              disabled={matrix.proposed || isZero(matrix.difference.amount)}
              loading={posting.isPending}
              onClick={post}
            >
              {t("allowance.postIt")}
            </Button>
          )}
        </div>
        {[preview.error, saving.error, posting.error].map((error) =>
          error ? <Problem key={error.message} error={error} /> : null,
        )}
        {matrix && <Basis of={matrix} />}
        {matrix && (
          <Matrix
            of={matrix}
            typed={typed?.percents ?? null}
            onType={(percents) => setTyped((before) => before && { ...before, percents })}
          />
        )}
      </section>
    </div>
  );
}

/** Where the rates come from, and whether anything is posted by them. */
function Basis({ of }: { of: Allowance }) {
  const { t } = useTranslation();
  const { data: history } = useLossHistory(of.date, of.proposed);
  const { valid_from, factor } = of.rates;
  return (
    <>
      {!of.proposed && <p className="second">{t("allowance.since", { date: valid_from, factor })}</p>}
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

const typedOf = (of: Allowance): Typed => ({
  percents: of.buckets.map((bucket) => bucket.rate_percent),
  factor: of.rates.factor,
});

/** The rates as typed; one that was left alone stays as exact as it was. */
const ratesOf = (of: Allowance, typed: Typed): LossRates => ({
  ...of.rates,
  factor: typed.factor,
  rates: of.buckets.map(({ rate, rate_percent }, at) =>
    typed.percents[at] === rate_percent ? rate : { lost: typed.percents[at] || "0", of: "100" },
  ),
});
