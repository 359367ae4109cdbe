import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { CashFlowRow, CashForecast, CashForecastInput, CashSource } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { MoneyText } from "../../components/MoneyText";
import { homeOf, homeOfParty } from "../../lib/homes";
import { isNegative } from "../../lib/money";
import { useFlows } from "./queries";

type Props = {
  input: CashForecastInput;
  forecast: CashForecast;
  row: string;
  change: (change: { source?: string; row?: string }) => void;
};

/** What stands behind a period, or behind all: the largest first; a row opens its document. */
export function Flows({ input, forecast, row, change }: Props) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const { data, error, isFetching, refetch } = useFlows(input);
  const rows = (data ?? []).map((flow, place) => ({ place, flow }));
  const period = typeof input.period === "number" ? forecast.periods[input.period] : undefined;
  const open = ({ flow }: Row) => {
    const home = homeOfFlow(flow);
    if (home) goTo(home);
  };
  return (
    <div className="forecast-flows">
      <DataTable
        name="cash-flows"
        head={
          <>
            <h2 className="grow">
              {period
                ? t("forecast.flowsOf", { from: period.from.slice(5), to: period.to.slice(5) })
                : t("forecast.flowsOfAll")}
            </h2>
            <Select<CashSource>
              size="small"
              className="sources"
              popupMatchSelectWidth={false}
              aria-label={t("forecast.source")}
              placeholder={t("forecast.allSources")}
              allowClear
              value={input.source ?? undefined}
              options={forecast.sources.map(({ source }) => ({
                value: source,
                label: t(`forecast.sources.${source}`),
              }))}
              onChange={(source) => change({ source: source ?? "", row: "" })}
            />
          </>
        }
        label={t("forecast.flows")}
        columns={useColumns()}
        rows={rows}
        idOf={(each) => each.place}
        selected={row === "" ? null : Number(row)}
        onSelect={(place) => change({ row: String(place) })}
        onOpen={open}
        loading={isFetching}
        error={error}
        onRetry={() => refetch()}
        exports={{ of: "cash_flows", filter: input }}
        empty={<p className="second">{t("forecast.noFlows")}</p>}
      />
    </div>
  );
}

type Row = { place: number; flow: CashFlowRow };

function homeOfFlow(flow: CashFlowRow): string | null {
  if (flow.opportunity_id) return `/pipeline/${flow.opportunity_id}`;
  const sells = !isNegative(flow.amount.amount);
  if (flow.document_id) {
    const kind = flow.source === "orders" ? "sales_order" : sells ? "invoice" : "bill";
    return homeOf(kind, flow.document_id);
  }
  if (flow.party_id) return homeOfParty(sells ? "customer" : "supplier", flow.party_id);
  return null;
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation();
  return [
    {
      key: "source",
      title: t("forecast.source"),
      width: "62px",
      render: ({ flow }) =>
        flow.promised_on ? (
          <span title={t("forecast.promisedOn", { due: flow.on })}>{t("forecast.promised")}</span>
        ) : (
          t(`forecast.sources.${flow.source}`)
        ),
    },
    {
      key: "party",
      title: t("forecast.who"),
      width: "minmax(52px, 1.4fr)",
      render: ({ flow }) => flow.party_name,
    },
    {
      key: "name",
      title: t("forecast.what"),
      width: "minmax(56px, 1fr)",
      render: ({ flow }) => (flow.word ? t(`forecast.words.${flow.word}`) : flow.name),
    },
    {
      key: "on",
      title: t("forecast.due"),
      width: "90px",
      render: ({ flow }) => <DateText value={flow.promised_on ?? flow.on} />,
    },
    {
      key: "amount",
      title: t("forecast.amount"),
      width: "minmax(98px, 0.8fr)",
      align: "end",
      render: ({ flow }) => <MoneyText value={flow.amount} />,
    },
    {
      key: "expected",
      title: t("forecast.expected"),
      width: "minmax(98px, 0.8fr)",
      align: "end",
      render: ({ flow }) => <MoneyText value={flow.expected} zeroAs="dash" />,
    },
    {
      key: "percent",
      title: t("forecast.percent"),
      width: "62px",
      align: "end",
      render: ({ flow }) => <span className="num">{`${flow.percent}%`}</span>,
    },
  ];
}
