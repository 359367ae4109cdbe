import { CalendarOutlined, CheckCircleFilled, SearchOutlined, WarningFilled } from "@ant-design/icons";
import { Popover } from "antd";
import { useTranslation } from "react-i18next";
import { DateInput } from "../components/DateInput";
import { Key } from "../components/Key";
import { lookAt, useAsOf } from "../lib/asOf";
import { monthOf } from "../lib/dates";
import { speak } from "../lib/i18n";
import { useBookState } from "./queries";

/** Search, the day looked at, the proof that the books balance, the language and the user. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
  const { t, i18n } = useTranslation();
  const { data: book } = useBookState();
  const { day, past } = useAsOf();
  return (
    <header className="top">
      <button type="button" className="plain top-search" onClick={onSearch}>
        <SearchOutlined />
        <span className="grow">{t("app.search")}</span>
        <Key name="/" />
      </button>
      <button type="button" className="plain row second" onClick={onSearch}>
        <Key name="Ctrl K" /> {t("app.commands")}
      </button>
      <span className="grow" />
      <Popover
        trigger="click"
        title={t("app.chooseDay")}
        content={
          <DateInput label={t("app.chooseDay")} value={day} onChange={(chosen) => lookAt(chosen || null)} />
        }
      >
        <button type="button" className="plain top-box top-day num">
          <CalendarOutlined />
          {past ? `${t("app.asOf")} ${day}` : `${monthOf(day, i18n.language)} · ${t("app.asOfToday")} ${day}`}
        </button>
      </Popover>
      {book && (
        <span className="top-box num" title={book.failed_check ?? undefined}>
          {book.failed_check ? <WarningFilled className="red" /> : <CheckCircleFilled className="green" />}
          {book.failed_check ? t("app.failing") : t("app.balanced")}{" "}
          {`${book.checks_passed}/${book.checks_total}`}
        </span>
      )}
      <button
        type="button"
        className="plain second"
        aria-label={t("app.language")}
        onClick={() => speak(i18n.language === "en" ? "zh-CN" : "en")}
      >
        {`${t("app.languageZh")} / ${t("app.languageEn")}`}
      </button>
      <span className="top-user">{book?.user.slice(0, 1)}</span>
    </header>
  );
}
