/** Languages of the window. Keys are typed: a missing or misspelt one does not compile. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import detailsEn from "../../../assets/lang/en/details.json";
import errorsEn from "../../../assets/lang/en/errors.json";
import detailsZhCN from "../../../assets/lang/zh-CN/details.json";
import errorsZhCN from "../../../assets/lang/zh-CN/errors.json";
import en from "../lang/en";
import zhCN from "../lang/zh-CN";
import type { DoorError } from "./door";
import { load, save } from "./memory";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "window";
    resources: { window: typeof zhCN; errors: Record<string, string> };
  }
}

/** The window's words, for keys made from codes of the program. */
export type Words = typeof zhCN;
export type LanguageName = "zh-CN" | "en";

const system: LanguageName = navigator.language.startsWith("zh") ? "zh-CN" : "en";

void i18next.use(initReactI18next).init({
  lng: load<LanguageName>("language", system),
  fallbackLng: "en",
  ns: ["window", "errors"],
  defaultNS: "window",
  resources: {
    "zh-CN": { window: zhCN, errors: errorsZhCN },
    en: { window: en, errors: errorsEn },
  },
  interpolation: { escapeValue: false },
  initAsync: false,
});

const mark = (language: string) => document.documentElement.setAttribute("lang", language);
mark(i18next.language);
i18next.on("languageChanged", mark);

/** Changes the words of the whole window at once, and remembers it. */
export function speak(language: LanguageName): void {
  save("language", language);
  void i18next.changeLanguage(language);
}

/** What happened, why and what to do, in the user's language. */
export function sentenceOf(error: DoorError): string {
  const sentences: Record<string, string> = i18next.language === "en" ? errorsEn : errorsZhCN;
  const code = error.code in sentences ? error.code : "unexpected";
  return (sentences[code] ?? "").replace(/\{\{(\w+)\}\}/g, (_all, name: string) =>
    inWords(name, String(error.details[name] ?? "")),
  );
}

/** A datum of a sentence in the user's words where it is one of the program's own (`party`), else as it is. */
function inWords(name: string, datum: string): string {
  const groups: Record<string, Record<string, string>> = i18next.language === "en" ? detailsEn : detailsZhCN;
  const words = groups[name] ?? {};
  const parts = words[datum] ? [datum] : datum.split(", ");
  return parts.map((part) => words[part] ?? part).join(", ");
}

export default i18next;
