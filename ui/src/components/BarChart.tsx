import { BarChart as Bars } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useScheme } from "../lib/theme";

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
  const box = useRef<HTMLDivElement>(null);
  const open = useRef(onOpen);
  open.current = onOpen;
  const scheme = useScheme();
  const { language } = useTranslation().i18n;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme has other colours
  useEffect(() => {
    if (!box.current) return;
    const chart = init(box.current, null, { renderer: "svg" });
    chart.setOption(optionOf(bars, marksLast, language));
    const name = () =>
      chart.setOption({ xAxis: { axisLabel: { width: chart.getWidth() / bars.length - 14 } } });
    if (bars.length <= NAMED) name();
    chart.on("click", ({ dataIndex }) => open.current?.(dataIndex));
    const fit = new ResizeObserver(() => {
      chart.resize();
      if (bars.length <= NAMED) name();
    });
    fit.observe(box.current);
    return () => {
      fit.disconnect();
      chart.dispose();
    };
  }, [bars, marksLast, scheme, language]);
  return <div className="chart" role="img" aria-label={label} ref={box} />;
}

function optionOf(bars: Bar[], marksLast: boolean, language: string) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  // `15万`, `150K`: an axis has no room for more.
  const short = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
  const type = { color: colour("third"), fontSize: 11, fontFamily: style.getPropertyValue("--font") };
  return {
    animation: false,
    grid: { left: 4, right: 4, top: 12, bottom: 2, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: {
      trigger: "item",
      confine: true,
      backgroundColor: colour("panel"),
      borderColor: colour("border"),
      textStyle: { ...type, color: colour("text"), fontSize: 12 },
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
      type: "value",
      // Half a document is none.
      minInterval: bars.every((bar) => Number.isInteger(bar.height)) ? 1 : 0,
      splitNumber: 3,
      splitLine: { lineStyle: { color: colour("hairline") } },
      axisLabel: { ...type, formatter: (value: number) => short.format(value) },
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
