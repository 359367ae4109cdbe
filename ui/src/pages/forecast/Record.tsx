import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CashMethod, CashRecord, ForecastRecord, ForecastScores } from "../../bindings";
import { DateText } from "../../components/DateText";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { usePastRecord, useRecord } from "./queries";

const percent = (figure: number | null | undefined) =>
  figure === null || figure === undefined ? "–" : `${(figure * 100).toFixed(1)}%`;

/** How good forecasts were: those that were kept, and what the method would have told of the book's own past. */
export function RecordView() {
  const { data, error } = useRecord();
  if (error) return <Problem error={error} />;
  if (!data) return null;
  return (
    <div className="forecast-record">
      <Kept record={data} />
      <Rehearsed />
      <Weeks record={data} />
    </div>
  );
}

function Kept({ record }: { record: CashRecord }) {
  const { t } = useTranslation();
  const heads = ["wapeOpen", "wapeTotal", "bias", "coverage"] as const;
  return (
    <section className="panel form-page">
      <h2>{t("forecast.record.kept")}</h2>
      <p className="second">
        {record.kept === 0
          ? t("forecast.record.noneKept")
          : t("forecast.record.keptBody", {
              count: record.kept,
              from: record.first_on,
              to: record.last_on,
              weeks: record.weeks.length,
            })}
      </p>
      {record.methods.length > 0 && (
        <table className="record-lines">
          <thead>
            <tr>
              <th>{t("forecast.record.method")}</th>
              {heads.map((head) => (
                <th key={head} className="end">
                  {t(`forecast.record.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {record.methods.map((scored) => (
              <tr key={scored.method}>
                <td>{t(`forecast.record.methods.${scored.method}`)}</td>
                <td className="end num">{percent(scored.wape_open)}</td>
                <td className="end num">{percent(scored.wape_total)}</td>
                <td className="end num">{percent(scored.bias_total)}</td>
                <td className="end num">{percent(scored.coverage_80)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {record.pinball && (
        <p className="second">
          {t("forecast.record.pinball")} <MoneyText value={record.pinball} withCurrency />
        </p>
      )}
    </section>
  );
}

/** Slow in a large book, so it is asked for. */
function Rehearsed() {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(false);
  const { data, error, isFetching } = usePastRecord(wanted);
  return (
    <section className="panel form-page">
      <h2>{t("forecast.record.past")}</h2>
      <p className="second">{t("forecast.record.pastBody")}</p>
      {!data && (
        <Button loading={isFetching} onClick={() => setWanted(true)}>
          {t("forecast.record.rehearse")}
        </Button>
      )}
      {error && <Problem error={error} />}
      {data && <PastTable record={data} />}
    </section>
  );
}

function PastTable({ record }: { record: ForecastRecord }) {
  const { t } = useTranslation();
  const rows: [CashMethod, ForecastScores][] = [
    ["forecast", record.forecast],
    ["due_date", record.baselines.due_date],
    ["customer_median", record.baselines.customer_median],
    ["flat_average", record.baselines.flat_average],
  ];
  return (
    <>
      <p className="second">
        {t("forecast.record.tested", {
          cut: record.cut,
          learned: record.learned_invoices,
          tested: record.tested_invoices,
          weeks: record.scored_weeks,
        })}{" "}
        {t(record.is_model ? "forecast.record.isModel" : "forecast.record.noModel")}
      </p>
      <table className="record-lines">
        <thead>
          <tr>
            <th>{t("forecast.record.method")}</th>
            <th className="end">{t("forecast.record.wapeOpen")}</th>
            <th className="end">{t("forecast.record.wapeTotal")}</th>
            <th className="end">{t("forecast.record.coverage")}</th>
            <th className="end">{t("forecast.record.auc")}</th>
            <th className="end">{t("forecast.record.brier")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([method, scores]) => (
            <tr key={method}>
              <td>{t(`forecast.record.methods.${method}`)}</td>
              <td className="end num">{percent(scores.wape_open)}</td>
              <td className="end num">{percent(scores.wape_total)}</td>
              <td className="end num">{method === "forecast" ? percent(scores.coverage_80) : "–"}</td>
              <td className="end num">{scores.late_auc?.toFixed(3) ?? "–"}</td>
              <td className="end num">{scores.late_brier?.toFixed(3) ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="second">{t("forecast.record.measures")}</p>
    </>
  );
}

const WEEKS_SHOWN = 60;

function Weeks({ record }: { record: CashRecord }) {
  const { t } = useTranslation();
  if (record.weeks.length === 0) return null;
  return (
    <section className="panel form-page">
      <h2>{t("forecast.record.weeks")}</h2>
      <table className="record-lines">
        <thead>
          <tr>
            <th>{t("forecast.record.toldOn")}</th>
            <th>{t("forecast.from")}</th>
            <th>{t("forecast.to")}</th>
            <th className="end">{t("forecast.p10")}</th>
            <th className="end">{t("forecast.p50")}</th>
            <th className="end">{t("forecast.p90")}</th>
            <th className="end">{t("forecast.record.came")}</th>
            <th>{t("forecast.record.inside")}</th>
          </tr>
        </thead>
        <tbody>
          {record.weeks.slice(0, WEEKS_SHOWN).map((week) => (
            <tr key={`${week.told_on} ${week.from}`}>
              <td>
                <DateText value={week.told_on} />
              </td>
              <td>
                <DateText value={week.from} />
              </td>
              <td>
                <DateText value={week.to} />
              </td>
              <td className="end">
                <MoneyText value={week.told.p10} />
              </td>
              <td className="end">
                <MoneyText value={week.told.p50} />
              </td>
              <td className="end">
                <MoneyText value={week.told.p90} />
              </td>
              <td className="end">
                <MoneyText value={week.came} zeroAs="dash" />
              </td>
              <td className={week.is_inside ? "green" : "red"}>
                {t(week.is_inside ? "forecast.record.yes" : "forecast.record.no")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
