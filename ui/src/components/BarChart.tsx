import { BarChart as Bars } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { type ChartInk, useChart } from "../lib/chart";

use([Bars, GridComponent, TooltipComponent, SVGRenderer]);

export type Bar = {
  name: string;
  /** Height only; what a person reads is `text`. */
  height: number;
  text: string;
};
type Props = {
  label: string;
  bars: Bar[];
  /** Puts the last one in the accent colour: the present month, the end of a way. */
  marksLast?: boolean;
  onOpen?: (at: number) => void;
};
/** Up to so many names stand under their bars, cut where they are long; of more, some stand for all. */
const NAMED = 16;

/** Amounts side by side. Colours come from the window's tokens. */
export function BarChart({ label, bars, marksLast = false, onOpen }: Props) {
  const box = useChart(
    {
      option: (ink) => optionOf(bars, marksLast, ink),
      listen: (chart, open) => chart.on("click", ({ dataIndex }) => open(dataIndex)),
      fit: (chart) => {
        if (bars.length > NAMED) return;
        chart.setOption({ xAxis: { axisLabel: { width: chart.getWidth() / bars.length - 14 } } });
      },
      onOpen,
    },
    [bars, marksLast],
  );
  return <div className="chart" role="img" aria-label={label} ref={box} />;
}

function optionOf(bars: Bar[], marksLast: boolean, { colour, type, tooltip, amounts }: ChartInk) {
  return {
    animation: false,
    grid: { left: 4, right: 4, top: 12, bottom: 2, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: {
      ...tooltip,
      trigger: "item",
      formatter: ({ dataIndex }: { dataIndex: number }) =>
        `${bars[dataIndex]?.name ?? ""}&emsp;<b>${bars[dataIndex]?.text ?? ""}</b>`,
    },
    xAxis: {
      type: "category",
      data: bars.map((bar) => bar.name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour("border") } },
      axisLabel: bars.length <= NAMED ? { ...type, interval: 0, overflow: "truncate" } : type,
    },
    yAxis: {
      ...amounts,
      // Half a document is none.
      minInterval: bars.every((bar) => Number.isInteger(bar.height)) ? 1 : 0,
      splitNumber: 3,
    },
    series: [
      {
        type: "bar",
        barMaxWidth: 28,
        data: bars.map((bar, at) => ({
          value: bar.height,
          itemStyle: {
            color: marksLast && at === bars.length - 1 ? colour("accent") : colour("age-0"),
            borderRadius: 3,
          },
        })),
      },
    ],
  };
}
