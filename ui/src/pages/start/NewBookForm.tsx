import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Chart } from "../../bindings";
import { ChoiceField, TextField } from "../../components/fields";
import { type NewBook, shell } from "../../lib/door";
import type { LanguageName } from "../../lib/i18n";
import { LANGUAGES } from "../../lib/languages";

/** Currencies offered first; the program knows the whole of ISO 4217 once a book is open. */
const CURRENCIES = ["CNY", "USD", "EUR", "HKD", "GBP", "JPY", "SGD", "AUD", "CAD", "CHF", "TWD", "KRW"];
const CHARTS: Chart[] = ["cn-small", "cn-general", "ifrs"];

type Props = {
  onCreate: (path: string, input: NewBook) => void;
  onFailure: (thrown: unknown) => void;
  onLeave: () => void;
};

/** What a new book needs: a name, a currency, a chart and a language; the rest has settings. */
export function NewBookForm({ onCreate, onFailure, onLeave }: Props) {
  const { t, i18n } = useTranslation();
  const chinese = i18n.language !== "en";
  const [input, setInput] = useState<NewBook>({
    name: "",
    currency: chinese ? "CNY" : "USD",
    chart: chinese ? "cn-small" : "ifrs",
    language: i18n.language,
  });
  const [tried, setTried] = useState(false);
  const nameless = input.name.trim() === "";
  const write = (change: Partial<NewBook>) => setInput({ ...input, ...change });
  const create = async () => {
    setTried(true);
    if (nameless) return;
    try {
      const kinds = [{ name: t("start.book"), extensions: ["kz"] }];
      const path = await shell.savePath(`${input.name.trim()}.kz`, kinds);
      if (path) onCreate(path, { ...input, name: input.name.trim() });
    } catch (thrown) {
      onFailure(thrown);
    }
  };
  return (
    <Form className="panel start-form" layout="vertical" onFinish={() => void create()}>
      <TextField
        id="book-name"
        label={t("start.name")}
        required
        autoFocus
        problem={tried && nameless ? t("start.nameMissing") : undefined}
        value={input.name}
        onChange={(name) => write({ name })}
      />
      <ChoiceField
        id="book-currency"
        label={t("start.currency")}
        value={input.currency}
        onChange={(currency) => write({ currency: currency ?? "CNY" })}
        options={CURRENCIES.map((value) => ({ value, label: value }))}
      />
      <ChoiceField
        id="book-chart"
        label={t("start.chart")}
        hint={t("start.fixed")}
        value={input.chart}
        onChange={(chart) => write({ chart: chart ?? "cn-small" })}
        options={CHARTS.map((value) => ({ value, label: t(`start.charts.${value}`) }))}
      />
      <ChoiceField<LanguageName>
        id="book-language"
        label={t("start.language")}
        value={input.language === "en" ? "en" : "zh-CN"}
        onChange={(language) => write({ language: language ?? "zh-CN" })}
        options={LANGUAGES}
      />
      <div className="row" style={{ justifyContent: "flex-end" }}>
        <Button onClick={onLeave}>{t("start.back")}</Button>
        <Button type="primary" htmlType="submit">
          {t("start.chooseAndCreate")}
        </Button>
      </div>
    </Form>
  );
}
