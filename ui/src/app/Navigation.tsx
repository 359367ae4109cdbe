import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { useSession } from "../lib/session";
import { foot, groups, type Place } from "./places";

/** The pages in five groups, each with its shortcut. */
export function Navigation() {
  const { t } = useTranslation();
  const { data: session } = useSession();
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
      {groups.map((group, at) => (
        <div key={group.word}>
          <div className="nav-head">
            <span>{t(`nav.${group.word}`)}</span>
            <kbd>{`Ctrl ${at + 1}`}</kbd>
          </div>
          {group.places.map((place) => (
            <Entry key={place.path} place={place} />
          ))}
        </div>
      ))}
      <div className="nav-foot">
        {foot.map((place) => (
          <Entry key={place.path} place={place} />
        ))}
      </div>
    </nav>
  );
}

function Entry({ place }: { place: Place }) {
  const { t } = useTranslation();
  return <NavLink to={place.path}>{t(`nav.${place.word}`)}</NavLink>;
}
