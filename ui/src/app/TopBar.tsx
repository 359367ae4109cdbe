import { CalendarOutlined, CheckCircleFilled, SearchOutlined, WarningFilled } from "@ant-design/icons";
import { Popover } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { DateInput } from "../components/DateInput";
import { Key } from "../components/Key";
import { LanguageSwitch } from "../components/LanguageSwitch";
import { lookAt, useAsOf } from "../lib/asOf";
import { monthOf } from "../lib/dates";
import { useMay, useSession } from "../lib/session";
import { useProof } from "./queries";
import { UserMenu } from "./UserMenu";

type Props = { onSearch: () => void; onSwitch: () => void; onClosed: () => void };

/** Search, the day looked at, the proof that the books balance, the language and the user. */
export function TopBar({ onSearch, onSwitch, onClosed }: Props) {
  const { t, i18n } = useTranslation();
  const goTo = useNavigate();
  const { data: session } = useSession();
  const { data: proof } = useProof(useMay()("view_books"));
  const failing = proof?.checks.filter((check) => check.faults.length > 0) ?? [];
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
      {session?.read_only && <span className="top-box second">{t("app.readOnlyBook")}</span>}
      {proof && (
        <button
          type="button"
          className="plain top-box num"
          title={failing.map((check) => `${check.name}: ${check.faults.join(", ")}`).join("\n") || undefined}
          onClick={() => goTo("/settings/proof")}
        >
          {proof.holds ? <CheckCircleFilled className="green" /> : <WarningFilled className="red" />}
          {proof.holds ? t("app.balanced") : t("app.failing")}{" "}
          {`${proof.checks.length - failing.length}/${proof.checks.length}`}
        </button>
      )}
      <LanguageSwitch />
      {session && <UserMenu user={session.user} onSwitch={onSwitch} onClosed={onClosed} />}
    </header>
  );
}
