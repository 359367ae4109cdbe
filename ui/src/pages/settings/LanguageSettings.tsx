import { Checkbox, Form, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Labelled } from "../../components/fields";
import { Problem } from "../../components/Problem";
import { type LanguageName, speak } from "../../lib/i18n";
import { letSingleLettersAct, singleLettersAct } from "../../lib/keyboard";
import { chooseTheme, type Theme, useTheme } from "../../lib/theme";
import { useSetLanguage } from "./queries";

const THEMES: Theme[] = ["system", "light", "dark"];

/** The language of the window, also kept with the user in the book; light or dark; the single-letter keys. */
export function LanguageSettings() {
  const { t, i18n } = useTranslation();
  const setting = useSetLanguage();
  const theme = useTheme();
  const [letters, setLetters] = useState(singleLettersAct);
  const choose = (language: LanguageName) => {
    speak(language);
    setting.mutate(language);
  };
  return (
    <div className="page-main">
      <Form layout="vertical" className="panel form-page">
        {setting.error && <Problem error={setting.error} />}
        <Labelled id="language" label={t("app.language")} hint={t("settings.language.body")}>
          <Radio.Group
            id="language"
            value={i18n.language}
            onChange={(event) => choose(event.target.value)}
            options={[
              { value: "zh-CN", label: t("settings.language.zh") },
              { value: "en", label: t("settings.language.en") },
            ]}
          />
        </Labelled>
        <Labelled id="theme" label={t("settings.language.theme")}>
          <Radio.Group
            id="theme"
            value={theme}
            onChange={(event) => chooseTheme(event.target.value)}
            options={THEMES.map((value) => ({ value, label: t(`settings.language.themes.${value}`) }))}
          />
        </Labelled>
        <Checkbox
          checked={letters}
          onChange={(event) => {
            letSingleLettersAct(event.target.checked);
            setLetters(event.target.checked);
          }}
        >
          {t("app.singleLetters")}
        </Checkbox>
      </Form>
    </div>
  );
}
