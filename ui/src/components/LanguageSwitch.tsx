import { useTranslation } from "react-i18next";
import { speak } from "../lib/i18n";

/** Turns the window into the other language. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <button
      type="button"
      className="plain second"
      aria-label={t("app.language")}
      onClick={() => speak(i18n.language === "en" ? "zh-CN" : "en")}
    >
      {`${t("app.languageZh")} / ${t("app.languageEn")}`}
    </button>
  );
}
