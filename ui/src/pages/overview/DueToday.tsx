import { RightOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DateText } from "../../components/DateText";
import { homeOfRow, useToday, useTodayCount } from "../../lib/tasks";

const SHOWN = 3;

/** What is due today and before: how many wait, and the first of them; the head opens them all. */
export function DueToday({ me }: { me: number | null }) {
  const { t } = useTranslation();
  const rows = useToday({ assignee_id: me, until: null }).data?.pages[0]?.rows ?? [];
  const count = useTodayCount().data;
  if (!count || rows.length === 0) return null;
  return (
    <section className="panel due-today" aria-label={t("activities.today.title")}>
      <Link className="due-link" to="/today">
        <b>{t("activities.today.title")}</b> {t("activities.today.waiting", { count: count.due })}
        {count.overdue > 0 && (
          <span className="red">{` ${t("activities.today.overdue", { count: count.overdue })}`}</span>
        )}
      </Link>
      {rows.slice(0, SHOWN).map((row) => (
        <Link key={row.key} className="due-link due-line" to={homeOfRow(row) ?? "/today"}>
          <span className={row.days_late > 0 ? "red" : "second"}>
            <DateText value={row.date} />
          </span>{" "}
          {row.title} <span className="second">{row.party_name}</span>
        </Link>
      ))}
      <Link className="due-link" to="/today">
        {t("activities.today.all")} <RightOutlined />
      </Link>
    </section>
  );
}
