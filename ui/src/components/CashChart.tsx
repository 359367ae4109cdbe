import { BarChart as Bars, LineChart as Lines } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useScheme } from "../lib/theme";

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
  const box = useRef<HTMLDivElement>(null);
  const open = useRef(onOpen);
  open.current = onOpen;
  const scheme = useScheme();
  const { language } = useTranslation().i18n;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme has other colours
  useEffect(() => {
    if (!box.current) return;
    const chart = init(box.current, null, { renderer: "svg" });
    chart.setOption(optionOf(points, lines, minimum, at, language));
    chart.getZr().on("click", ({ offsetX, offsetY }) => {
      const place = chart.convertFromPixel({ gridIndex: 0 }, [offsetX, offsetY])[0];
      if (place !== undefined && place >= 0 && place < points.length) open.current(place);
    });
    const fit = new ResizeObserver(() => chart.resize());
    fit.observe(box.current);
    return () => {
      fit.disconnect();
      chart.dispose();
    };
  }, [points, lines, minimum, at, scheme, language]);
  return <div className="chart" role="img" aria-label={label} ref={box} />;
}

function optionOf(
  points: CashPoint[],
  lines: CashLine[],
  minimum: number | null,
  at: number | null,
  language: string,
) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const short = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
  const type = { color: colour("third"), fontSize: 11, fontFamily: style.getPropertyValue("--font") };
  const worlds = ["amber", "green", "age-3", "second", "age-2", "red"];
  const quiet = { silent: true, symbol: "none", showSymbol: false };
  return {
    animation: false,
    grid: { left: 4, right: 8, top: 14, bottom: 2, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: colour("panel"),
      borderColor: colour("border"),
      textStyle: { ...type, color: colour("text"), fontSize: 12 },
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
    yAxis: {
      type: "value",
      splitNumber: 4,
      splitLine: { lineStyle: { color: colour("hairline") } },
      axisLabel: { ...type, formatter: (value: number) => short.format(value) },
    },
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
