/** What all charts share: a box that is drawn anew with the colours and the language, and keeps its size. */
import { type EChartsType, init } from "echarts/core";
import { type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useScheme } from "./theme";

/** Colours and letters of the window, as a chart takes them. */
export type ChartInk = ReturnType<typeof inkOf>;
type Chart = {
  option: (ink: ChartInk) => Record<string, unknown>;
  /** Tells which clicks open what. */
  listen: (chart: EChartsType, open: (at: number) => void) => void;
  /** After each change of its size. */
  fit?: (chart: EChartsType) => void;
  onOpen?: (at: number) => void;
};

/** The box of a chart; it is drawn anew where one of `shown` changes. */
export function useChart(chart: Chart, shown: readonly unknown[]): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  const open = useRef(chart.onOpen);
  open.current = chart.onOpen;
  const scheme = useScheme();
  const { language } = useTranslation().i18n;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names what is shown; a scheme has its own colours
  useEffect(() => {
    if (!box.current) return;
    const drawn = init(box.current, null, { renderer: "svg" });
    drawn.setOption(chart.option(inkOf(language)));
    chart.fit?.(drawn);
    chart.listen(drawn, (at) => open.current?.(at));
    const sized = new ResizeObserver(() => {
      drawn.resize();
      chart.fit?.(drawn);
    });
    sized.observe(box.current);
    return () => {
      sized.disconnect();
      drawn.dispose();
    };
  }, [...shown, scheme, language]);
  return box;
}

function inkOf(language: string) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const type = { color: colour("third"), fontSize: 11, fontFamily: style.getPropertyValue("--font") };
  // `15万`, `150K`: an axis has no room for more.
  const short = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
  return {
    colour,
    type,
    tooltip: {
      confine: true,
      backgroundColor: colour("panel"),
      borderColor: colour("border"),
      textStyle: { ...type, color: colour("text"), fontSize: 12 },
    },
    amounts: {
      type: "value",
      splitLine: { lineStyle: { color: colour("hairline") } },
      axisLabel: { ...type, formatter: (value: number) => short.format(value) },
    },
  };
}
