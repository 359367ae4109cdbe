import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LossMatrix, LossRates } from "../../bindings";
import { FigureInput } from "../../components/FigureInput";
import { Problem } from "../../components/Problem";
import { nameIn } from "../../lib/bilingual";
import { tell } from "../../lib/lastAct";
import { useMay } from "../../lib/session";
import { Matrix } from "./Matrix";
import { readHistory, useEndSegment, useSaveLossRates } from "./queries";

/** Rates while they are changed. */
type Typed = { percents: string[]; factor: string };

type Props = {
  of: LossMatrix;
  /** From when changed rates count. */
  date: string;
  /** There are no segments. */
  alone: boolean;
};

/** The matrix of a segment, or of all other customers, and what can be done with its rates. */
export function Rates({ of, date, alone }: Props) {
  const { t, i18n } = useTranslation();
  const administers = useMay()("administer");
  const [typed, setTyped] = useState<Typed | null>(null);
  const saving = useSaveLossRates();
  const ending = useEndSegment();
  const { segment, valid_from, factor } = of.rates;
  const refused = () => {
    // The refusal stands above the matrix.
  };
  // A matrix with other rates is another one, so this one may be gone by then; the line below is told all the same.
  const save = (rates: LossRates) =>
    saving
      .mutateAsync({ ...rates, segment, valid_from: date })
      .then(() => {
        setTyped(null);
        tell({ text: t("allowance.saved", { date }) });
      })
      .catch(refused);
  const saveHistory = () =>
    readHistory(date, segment).then(({ ends, rates }) => save({ ...of.rates, ends, rates }));
  const end = () =>
    segment &&
    ending
      .mutateAsync({ segment, valid_from: date })
      .then(() => tell({ text: t("allowance.segmentEnded", { date }) }))
      .catch(refused);
  return (
    <section className="loss-matrix">
      <div className="row">
        {!alone && <h2 className="section">{segment ? nameIn(i18n.language, of) : t("allowance.others")}</h2>}
        {!of.proposed && (
          <span className="second grow">{t("allowance.since", { date: valid_from, factor })}</span>
        )}
        {administers && !typed && (
          <>
            <Button size="small" onClick={() => setTyped(typedOf(of))}>
              {t("allowance.edit")}
            </Button>
            {(of.proposed || segment) && (
              <Button size="small" loading={saving.isPending} onClick={() => void saveHistory()}>
                {t("allowance.saveHistory")}
              </Button>
            )}
            {segment && (
              <Button size="small" loading={ending.isPending} onClick={end}>
                {t("allowance.endSegment")}
              </Button>
            )}
          </>
        )}
        {typed && (
          <>
            <div style={{ width: 90 }}>
              <FigureInput
                label={t("allowance.factor")}
                value={typed.factor}
                onChange={(figure) => setTyped({ ...typed, factor: figure })}
              />
            </div>
            <span className="second">{t("allowance.factor")}</span>
            <Button type="primary" loading={saving.isPending} onClick={() => save(ratesOf(of, typed))}>
              {t("allowance.save")}
            </Button>
            <Button onClick={() => setTyped(null)}>{t("progress.cancel")}</Button>
          </>
        )}
      </div>
      {saving.error || ending.error ? <Problem error={saving.error ?? ending.error} /> : null}
      <Matrix
        of={of}
        sums={!alone}
        typed={typed?.percents ?? null}
        onType={(percents) => setTyped((before) => before && { ...before, percents })}
      />
    </section>
  );
}

const typedOf = (of: LossMatrix): Typed => ({
  percents: of.buckets.map((bucket) => bucket.rate_percent),
  factor: of.rates.factor,
});

/** The rates as typed; one that was left alone stays as exact as it was. */
const ratesOf = (of: LossMatrix, typed: Typed): LossRates => ({
  ...of.rates,
  factor: typed.factor,
  rates: of.buckets.map(({ rate, rate_percent }, at) =>
    typed.percents[at] === rate_percent ? rate : { lost: typed.percents[at] || "0", of: "100" },
  ),
});
