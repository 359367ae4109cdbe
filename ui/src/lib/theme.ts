/** Colours and sizes of the window, light and dark, and antd's tokens made from them. */
import { theme as antd, type ThemeConfig } from "antd";
import { useSyncExternalStore } from "react";
import { load, save } from "./memory";

export type Scheme = "light" | "dark";
export type Theme = Scheme | "system";

const colours = {
  light: {
    accent: "#34529E",
    primary: "#34529E",
    accentSoft: "#EDF0F9",
    window: "#F5F6F8",
    nav: "#EEF0F3",
    panel: "#FFFFFF",
    sunk: "#F8F9FB",
    hairline: "#E6E8EC",
    border: "#D5D9E0",
    text: "#1C2027",
    second: "#545C69",
    third: "#626975",
    red: "#B83227",
    amber: "#8F5A00",
    green: "#27734A",
  },
  dark: {
    accent: "#93A9EA",
    primary: "#4C68B8",
    accentSoft: "#262D40",
    window: "#121316",
    nav: "#17181C",
    panel: "#1B1D22",
    sunk: "#17191D",
    hairline: "#2A2D34",
    border: "#3A3E47",
    text: "#E6E8EC",
    second: "#A8AEB9",
    third: "#8B929E",
    red: "#F08A7E",
    amber: "#E3B561",
    green: "#79C598",
  },
} as const;

const system = window.matchMedia?.("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
let theme = load<Theme>("theme", "system");

const schemeOf = (): Scheme => {
  if (theme !== "system") return theme;
  return system?.matches ? "dark" : "light";
};
/** The style sheets read the scheme from the root. */
const show = () => {
  document.documentElement.dataset.scheme = schemeOf();
  for (const changed of listeners) changed();
};
system?.addEventListener("change", show);
show();

/** Takes the system's scheme, or one for good; kept on this computer. */
export function chooseTheme(chosen: Theme): void {
  theme = chosen;
  save("theme", chosen);
  show();
}

const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => theme);
}

export function useScheme(): Scheme {
  return useSyncExternalStore(subscribe, schemeOf);
}

/** antd's tokens. The last algorithm undoes compact's shrinking of type: 13 px is the smallest body size. */
export function antdTheme(scheme: Scheme): ThemeConfig {
  const c = colours[scheme];
  const base = scheme === "dark" ? antd.darkAlgorithm : antd.defaultAlgorithm;
  return {
    algorithm: [
      base,
      antd.compactAlgorithm,
      (_seed, map) => ({
        ...(map ?? antd.getDesignToken()),
        fontSize: 13,
        fontSizeSM: 12,
        fontSizeLG: 14,
        lineHeight: 20 / 13,
      }),
    ],
    token: {
      colorPrimary: c.primary,
      colorInfo: c.primary,
      colorLink: c.accent,
      colorError: c.red,
      colorSuccess: c.green,
      colorText: c.text,
      colorTextSecondary: c.second,
      colorTextTertiary: c.third,
      colorTextPlaceholder: c.third,
      colorBorder: c.border,
      colorBorderSecondary: c.hairline,
      colorBgContainer: c.panel,
      colorBgElevated: c.panel,
      colorBgLayout: c.window,
      controlItemBgActive: c.accentSoft,
      controlHeight: 28,
      controlHeightSM: 24,
      borderRadius: 5,
      borderRadiusSM: 4,
      borderRadiusLG: 7,
      fontSize: 13,
      motion: false,
      fontFamily: "var(--font)",
      boxShadow: "none",
    },
    components: {
      Tabs: { horizontalMargin: "0", itemSelectedColor: c.accent, inkBarColor: c.accent },
      Button: {
        defaultShadow: "none",
        primaryShadow: "none",
        fontWeight: 500,
        // The primary of the dark scheme is a ground for words, too dark to be one on the window.
        defaultHoverColor: c.accent,
        defaultHoverBorderColor: c.accent,
        defaultActiveColor: c.accent,
        defaultActiveBorderColor: c.accent,
        // The red of the dark scheme is light: only dark words can be read on it.
        dangerColor: scheme === "dark" ? c.window : "#FFFFFF",
      },
    },
  };
}
