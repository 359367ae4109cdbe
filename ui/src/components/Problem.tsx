import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DoorError } from "../lib/door";
import { sentenceOf } from "../lib/i18n";

type Props = { error?: unknown; children?: ReactNode; tone?: "amber" | "error"; actions?: ReactNode };

/** A problem in its place: a warning with its arithmetic, or what the program refused and why. */
export function Problem({ error, children, tone = error ? "error" : "amber", actions }: Props) {
  const { t } = useTranslation();
  const refused = error === undefined || error === null ? null : DoorError.from(error);
  const copy = () => {
    const { code, message, details } = refused ?? {};
    void navigator.clipboard?.writeText(JSON.stringify({ code, message, details }, null, 2));
  };
  return (
    <div className={`problem ${tone}`} role="alert">
      <div className="grow">{refused ? sentenceOf(refused) : children}</div>
      {actions}
      {refused && (
        <button type="button" className="plain" onClick={copy}>
          {t("app.copyDetails")}
        </button>
      )}
    </div>
  );
}
