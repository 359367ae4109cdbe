import type { Language } from "../bindings";

/** The languages of screen and paper, each in its own words in every language. */
export const LANGUAGES: { value: Language; label: string }[] = [
  { value: "zh-CN", label: "中文" },
  { value: "en", label: "English" },
];
