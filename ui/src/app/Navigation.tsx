import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import type { MailState } from "../bindings";
import { useMailCounts } from "../lib/mails";
import { useMay, useSession } from "../lib/session";
import { useTodayCount } from "../lib/tasks";
import { foot, groups, type Place } from "./places";

/** The pages in five groups, each with its shortcut. */
export function Navigation() {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const may = useMay();
  const visible = groups
    .map((group, at) => ({ ...group, at, places: group.places.filter(({ right }) => may(right)) }))
    .filter((group) => group.places.length > 0);
  return (
    <nav className="nav" aria-label={t("app.primaryNav")}>
      <div className="nav-book">
        <span className="nav-mark" aria-hidden="true">
          {session?.company_name.slice(0, 1)}
        </span>
        <span>
          <b>{session?.company_name}</b>
          <small>{session && `${t(`chart.${session.book.chart}`)} · ${session.book.currency}`}</small>
        </span>
      </div>
      {visible.map((group) => (
        <div key={group.word}>
          <div className="nav-head">
            <span>{t(`nav.${group.word}`)}</span>
            <kbd>{`Ctrl ${group.at + 1}`}</kbd>
          </div>
          {group.places.map((place) => (
            <Entry key={place.path} place={place} />
          ))}
        </div>
      ))}
      <div className="nav-foot">
        {foot
          .filter(({ right }) => may(right))
          .map((place) => (
            <Entry key={place.path} place={place} />
          ))}
      </div>
    </nav>
  );
}

function Entry({ place }: { place: Place }) {
  const { t } = useTranslation();
  return (
    <NavLink to={place.path}>
      {t(`nav.${place.word}`)}
      {place.word === "today" && <Waiting />}
      {place.word === "outbox" && <Mails />}
      {place.key && <kbd>{place.key}</kbd>}
    </NavLink>
  );
}

/** Mails that are in doubt or were refused, in red; else those that are still to go. */
function Mails() {
  const { data } = useMailCounts();
  const many = (states: MailState[]) =>
    data?.states.filter(({ state }) => states.includes(state)).reduce((sum, { mails }) => sum + mails, 0) ??
    0;
  const doubtful = many(["unknown"]);
  const open = doubtful + many(["queued", "waiting", "sending"]);
  if (open === 0) return null;
  return <span className={doubtful > 0 ? "num red" : "num second"}>{open}</span>;
}

/** How much is due today; nothing where nothing waits. */
function Waiting() {
  const { data } = useTodayCount();
  if (!data || data.due === 0) return null;
  return <span className={data.overdue > 0 ? "num red" : "num second"}>{data.due}</span>;
}
