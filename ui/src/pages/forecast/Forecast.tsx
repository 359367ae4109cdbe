import { Button, Checkbox, Segmented } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CashForecast, CashForecastInput, CashPeriod, CashScenario } from "../../bindings";
import { CashChart } from "../../components/CashChart";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { FigureInput } from "../../components/FigureInput";
import { FilterChips } from "../../components/FilterChips";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { useForecast } from "../../lib/forecast";
import { formatAmount, isNegative, isZero, padDecimals, placesOf } from "../../lib/money";
import { Flows } from "./Flows";
import { LoanDialog, type LoanFields } from "./LoanDialog";

export type State = {
  span: string;
  at: string;
  source: string;
  delay: string;
  largest: string;
  loan: string;
  row: string;
};
type Props = { state: State; change: (change: Partial<State>) => void };

const USUAL_DELAY = "10";

/** Cash by week or month: figures, alert, chart with scenarios, periods, and what stands behind the chosen one. */
export function Forecast({ state, change }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const loan = useMemo(() => loanOf(state.loan), [state.loan]);
  const scenarios = scenariosOf(state, loan);
  const input: CashForecastInput = { span: state.span === "months" ? "months" : "weeks", scenarios };
  const { data, error, isFetching, refetch } = useForecast(input);
  if (error) return <Problem error={error} />;
  if (!data) return null;
  const at = state.at === "" ? null : Number(state.at);
  return (
    <>
      <FilterChips chips={[]}>
        <Segmented
          size="small"
          aria-label={t("forecast.span")}
          value={input.span}
          options={(["weeks", "months"] as const).map((value) => ({
            value,
            label: t(`forecast.spans.${value}`),
          }))}
          onChange={(span) => change({ span, at: "", row: "" })}
        />
        <span className="row scenario">
          <Checkbox
            checked={state.delay !== ""}
            onChange={(event) => change({ delay: event.target.checked ? USUAL_DELAY : "" })}
          >
            {t("forecast.delayed")}
          </Checkbox>
          {state.delay !== "" && (
            <>
              <span className="days">
                <FigureInput
                  label={t("forecast.delayDays")}
                  value={state.delay}
                  onChange={(days) => /^\d{1,3}$/.test(days) && change({ delay: days })}
                />
              </span>
              {t("forecast.daysLater")}
            </>
          )}
        </span>
        <Checkbox
          checked={state.largest === "yes"}
          onChange={(event) => change({ largest: event.target.checked ? "yes" : "" })}
        >
          {t("forecast.withoutLargest")}
        </Checkbox>
        <Checkbox
          checked={loan !== null}
          onChange={(event) => (event.target.checked ? setAsking(true) : change({ loan: "" }))}
        >
          {t("forecast.withLoan")}
        </Checkbox>
      </FilterChips>
      {data.periods.every((period) => isStill(period)) ? (
        <EmptyState
          title={t("forecast.emptyTitle")}
          body={t("forecast.emptyBody")}
          actions={
            <Link to="/forecast?view=plan">
              <Button>{t("forecast.toPlan")}</Button>
            </Link>
          }
        />
      ) : (
        <>
          <Figures forecast={data} />
          <Alert forecast={data} onOpen={(place) => change({ at: String(place), row: "" })} />
          <Chart forecast={data} at={at} onOpen={(place) => change({ at: String(place), row: "" })} />
          <div className="forecast-rows">
            <Periods
              forecast={data}
              input={input}
              at={at}
              loading={isFetching}
              onRetry={refetch}
              onAt={(place) => change({ at: place === at ? "" : String(place), row: "" })}
            />
            <Flows
              input={{ span: input.span, period: at, source: sourceOf(state.source, data) }}
              forecast={data}
              row={state.row}
              change={change}
            />
          </div>
        </>
      )}
      {asking && (
        <LoanDialog
          day={data.periods[0]?.from ?? data.as_of}
          currency={data.opening.currency}
          onClose={() => setAsking(false)}
          onTake={(fields) => {
            setAsking(false);
            change({ loan: JSON.stringify(fields) });
          }}
        />
      )}
    </>
  );
}

const isStill = (period: CashPeriod) =>
  [period.inflow, period.outflow, period.pipeline].every((money) => isZero(money.amount));

const sourceOf = (source: string, forecast: CashForecast) =>
  forecast.sources.find((line) => line.source === source)?.source ?? null;

function loanOf(text: string): LoanFields | null {
  try {
    return text === "" ? null : (JSON.parse(text) as LoanFields);
  } catch {
    return null;
  }
}

/** Each change alone, so that its line shows what it alone does. */
function scenariosOf(state: State, loan: LoanFields | null): CashScenario[] {
  const scenarios: CashScenario[] = [];
  if (state.delay !== "") scenarios.push({ delay_days: Number(state.delay) });
  if (state.largest === "yes") scenarios.push({ without_largest: true });
  if (loan) scenarios.push({ loan });
  return scenarios;
}

/** The head of a scenario, in words. */
export function useScenarioName() {
  const { t } = useTranslation();
  return ({ scenario, without_name, lowest }: CashForecast["scenarios"][number]) => {
    if (scenario.loan) {
      const amount = formatAmount(padDecimals(scenario.loan.amount, placesOf(lowest.currency)));
      return t("forecast.loanOf", { amount, day: scenario.loan.on });
    }
    if (scenario.without_largest) return t("forecast.without", { name: without_name ?? "–" });
    return t("forecast.laterBy", { count: scenario.delay_days ?? 0 });
  };
}

function Figures({ forecast }: { forecast: CashForecast }) {
  const { t } = useTranslation();
  const nameOf = useScenarioName();
  const last = forecast.periods.at(-1);
  if (!last) return null;
  const tone = (amount: string) => (isNegative(amount) ? "red" : undefined);
  return (
    <div className="panel forecast-figures">
      <div>
        <span className="second">{t("forecast.now")}</span>
        <b>
          <MoneyText value={forecast.opening} />
        </b>
      </div>
      <div>
        <span className="second">{t("forecast.atEnd", { day: last.to })}</span>
        <b>
          <MoneyText value={last.closing} tone={tone(last.closing.amount)} />
        </b>
        <span className="second num">
          {t("forecast.band", {
            from: formatAmount(last.closing_band.p10.amount),
            to: formatAmount(last.closing_band.p90.amount),
          })}
        </span>
      </div>
      <div>
        <span className="second">{t("forecast.lowest")}</span>
        <b>
          <MoneyText value={forecast.lowest} tone={tone(forecast.lowest.amount)} />
        </b>
      </div>
      {forecast.scenarios.map((told) => (
        <div key={nameOf(told)}>
          <span className="second">{nameOf(told)}</span>
          <b>
            <MoneyText value={told.closings.at(-1)} tone={tone(told.closings.at(-1)?.amount ?? "0")} />
          </b>
          <span className="second num">
            {t("forecast.lowestOf", { amount: formatAmount(told.lowest.amount) })}
          </span>
        </div>
      ))}
    </div>
  );
}

function Alert({ forecast, onOpen }: { forecast: CashForecast; onOpen: (at: number) => void }) {
  const { t } = useTranslation();
  const { alert, at_risk, minimum, periods } = forecast;
  const place = alert?.period ?? at_risk;
  const period = place === null || place === undefined ? undefined : periods[place];
  if (!minimum || place === null || place === undefined || !period) return null;
  const causes = [
    ...new Set(
      alert?.causes.map(
        ({ source, party_name, name }) => party_name || name || t(`forecast.sources.${source}`),
      ),
    ),
  ];
  return (
    <Problem actions={<Button onClick={() => onOpen(place)}>{t("forecast.showPeriod")}</Button>}>
      {alert
        ? t("forecast.below", {
            from: period.from,
            to: period.to,
            closing: formatAmount(alert.closing.amount),
            missing: formatAmount(alert.missing.amount),
            minimum: formatAmount(minimum.amount),
          })
        : t("forecast.atRisk", {
            from: period.from,
            to: period.to,
            low: formatAmount(period.closing_band.p10.amount),
            minimum: formatAmount(minimum.amount),
          })}
      {causes.length > 0 && ` ${t("forecast.causes", { causes: causes.join(", ") })}`}
    </Problem>
  );
}

type ChartProps = { forecast: CashForecast; at: number | null; onOpen: (at: number) => void };

function Chart({ forecast, at, onOpen }: ChartProps) {
  const { t, i18n } = useTranslation();
  const nameOf = useScenarioName();
  const points = useMemo(
    () =>
      forecast.periods.map((period) => ({
        name: `${period.from.slice(5)} – ${period.to.slice(5)}`,
        inflow: Number(period.inflow.amount),
        outflow: Number(period.outflow.amount),
        closing: Number(period.closing.amount),
        low: Number(period.closing_band.p10.amount),
        high: Number(period.closing_band.p90.amount),
        texts: [
          [t("forecast.inflow"), formatAmount(period.inflow.amount)],
          [t("forecast.outflow"), formatAmount(period.outflow.amount)],
          [t("forecast.closing"), formatAmount(period.closing.amount)],
          [
            t("forecast.bandTitle"),
            `${formatAmount(period.closing_band.p10.amount)} – ${formatAmount(period.closing_band.p90.amount)}`,
          ],
        ] as [string, string][],
      })),
    [forecast, t],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: names change with the language only
  const lines = useMemo(
    () =>
      forecast.scenarios.map((told) => ({
        name: nameOf(told),
        closings: told.closings.map((closing) => Number(closing.amount)),
      })),
    [forecast, i18n.language],
  );
  return (
    <div className="panel forecast-chart">
      <CashChart
        label={t("forecast.chart")}
        points={points}
        lines={lines}
        minimum={forecast.minimum ? Number(forecast.minimum.amount) : null}
        at={at}
        onOpen={onOpen}
      />
    </div>
  );
}

type PeriodsProps = {
  forecast: CashForecast;
  input: CashForecastInput;
  at: number | null;
  loading: boolean;
  onRetry: () => void;
  onAt: (at: number) => void;
};

function Periods({ forecast, input, at, loading, onRetry, onAt }: PeriodsProps) {
  const { t } = useTranslation();
  const rows = forecast.periods.map((period, place) => ({ place, period }));
  type Row = (typeof rows)[number];
  const below = (amount: string) =>
    forecast.minimum !== null &&
    forecast.minimum !== undefined &&
    Number(amount) < Number(forecast.minimum.amount);
  const money = (
    key: string,
    title: string,
    of: (period: CashPeriod) => CashPeriod["closing"],
    width = "minmax(104px, 1fr)",
  ) => ({
    key,
    title,
    width,
    align: "end" as const,
    render: ({ period }: Row) => <MoneyText value={of(period)} zeroAs="dash" />,
  });
  const columns: Column<Row>[] = [
    {
      key: "period",
      title: t("forecast.period"),
      width: "104px",
      render: ({ period }) => (
        <span className="num" title={`${period.from} – ${period.to}`}>
          {`${period.from.slice(5)} – ${period.to.slice(5)}`}
        </span>
      ),
    },
    money("inflow", t("forecast.inflow"), (period) => period.inflow, "minmax(79px, 1fr)"),
    money("outflow", t("forecast.outflow"), (period) => period.outflow, "minmax(79px, 1fr)"),
    {
      key: "closing",
      title: t("forecast.closing"),
      width: "minmax(104px, 1fr)",
      align: "end",
      render: ({ period }) => (
        <MoneyText
          value={period.closing}
          tone={below(period.closing.amount) || isNegative(period.closing.amount) ? "red" : undefined}
        />
      ),
    },
    money("p10", t("forecast.p10"), (period) => period.closing_band.p10),
    money("p90", t("forecast.p90"), (period) => period.closing_band.p90),
    ...(forecast.periods.some((period) => !isZero(period.pipeline.amount))
      ? [money("pipeline", t("forecast.pipeline"), (period) => period.pipeline)]
      : []),
  ];
  return (
    <div className="forecast-periods">
      <DataTable
        name="forecast"
        head={<h2 className="grow">{t("forecast.periods")}</h2>}
        label={t("forecast.periods")}
        columns={columns}
        rows={rows}
        idOf={(row) => row.place}
        selected={at}
        onSelect={onAt}
        loading={loading}
        error={null}
        onRetry={onRetry}
        exports={{ of: "cash_forecast", filter: { span: input.span } }}
        empty={null}
      />
    </div>
  );
}
