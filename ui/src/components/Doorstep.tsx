import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LanguageSwitch } from "./LanguageSwitch";
import "./doorstep.css";

/** A page outside the books: before one is open, or before someone is let in. */
export function Doorstep({ title, body, children }: { title: string; body: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="doorstep">
      <header className="row">
        <span className="nav-mark" aria-hidden="true">
          {t("app.name").slice(0, 1)}
        </span>
        <b className="grow">{t("app.name")}</b>
        <LanguageSwitch />
      </header>
      <main>
        <h1>{title}</h1>
        <p className="second">{body}</p>
        {children}
      </main>
    </div>
  );
}
