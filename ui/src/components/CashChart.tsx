import { BarChart as Bars, LineChart as Lines } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { type ChartInk, useChart } from "../lib/chart";

use([Bars, Lines, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

/** Heights only; what a person reads are the texts. */
export type CashPoint = {
  name: string;
  inflow: number;
  outflow: number;
  closing: number;
  low: number;
  high: number;
  texts: [label: string, text: string][];
};
export type CashLine = { name: string; closings: number[] };
type Props = {
  label: string;
  points: CashPoint[];
  lines: CashLine[];
  minimum: number | null;
  at: number | null;
  onOpen: (at: number) => void;
};

/** Cash over time: the balance with its band, what comes and goes in each period, other worlds as dashed lines. */
export function CashChart({ label, points, lines, minimum, at, onOpen }: Props) {
  const box = useChart(
    {
      option: (ink) => optionOf(points, lines, minimum, at, ink),
      // A whole period answers, not its bars alone.
      listen: (chart, open) =>
        chart.getZr().on("click", ({ offsetX, offsetY }) => {
          const place = chart.convertFromPixel({ gridIndex: 0 }, [offsetX, offsetY])[0];
          if (place !== undefined && place >= 0 && place < points.length) open(place);
        }),
      onOpen,
    },
    [points, lines, minimum, at],
  );
  return <div className="chart" role="img" aria-label={label} ref={box} />;
}

function optionOf(
  points: CashPoint[],
  lines: CashLine[],
  minimum: number | null,
  at: number | null,
  { colour, type, tooltip, amounts }: ChartInk,
) {
  const worlds = ["amber", "green", "age-3", "second", "age-2", "red"];
  const quiet = { silent: true, symbol: "none", showSymbol: false };
  return {
    animation: false,
    grid: { left: 4, right: 8, top: 14, bottom: 2, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: {
      ...tooltip,
      trigger: "axis",
      formatter: ([hit]: { dataIndex: number }[]) => {
        const point = points[hit?.dataIndex ?? 0];
        const rows = point?.texts.map(([name, text]) => `${name}&emsp;<b>${text}</b>`) ?? [];
        return [point?.name ?? "", ...rows].join("<br>");
      },
    },
    xAxis: {
      type: "category",
      data: points.map((point) => point.name),
      axisTick: { show: false },
      axisLine: { onZero: false, lineStyle: { color: colour("border") } },
      axisLabel: { ...type, hideOverlap: true },
    },
    yAxis: { ...amounts, splitNumber: 4 },
    series: [
      // The band: what lies below its lower edge is not painted.
      {
        ...quiet,
        type: "line",
        stack: "band",
        stackStrategy: "all",
        lineStyle: { opacity: 0 },
        data: points.map((point) => point.low),
      },
      {
        ...quiet,
        type: "line",
        stack: "band",
        stackStrategy: "all",
        lineStyle: { opacity: 0 },
        areaStyle: { color: colour("accent"), opacity: 0.14 },
        data: points.map((point) => point.high - point.low),
      },
      {
        type: "bar",
        stack: "flow",
        barMaxWidth: 14,
        data: points.map((point) => point.inflow),
        itemStyle: { color: colour("age-0"), opacity: 0.8 },
      },
      {
        type: "bar",
        stack: "flow",
        barMaxWidth: 14,
        data: points.map((point) => -point.outflow),
        itemStyle: { color: colour("age-2"), opacity: 0.8 },
      },
      ...lines.map((line, place) => ({
        ...quiet,
        type: "line",
        name: line.name,
        data: line.closings,
        lineStyle: { type: "dashed", width: 1.5, color: colour(worlds[place % worlds.length] ?? "second") },
      })),
      {
        type: "line",
        data: points.map((point, place) => ({
          value: point.closing,
          symbolSize: place === at ? 10 : 5,
        })),
        symbol: "circle",
        lineStyle: { width: 2, color: colour("accent") },
        itemStyle: { color: colour("accent") },
        markLine:
          minimum === null
            ? undefined
            : {
                silent: true,
                symbol: "none",
                label: { show: false },
                lineStyle: { color: colour("red"), type: "dotted", width: 1.5 },
                data: [{ yAxis: minimum }],
              },
      },
    ],
  };
}
