import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Key } from "./Key";

type Props = { title: string; onClose: () => void; onOpen?: () => void; children: ReactNode };

/** A row opened at the right without leaving its list. */
export function PeekPanel({ title, onClose, onOpen, children }: Props) {
  const { t } = useTranslation();
  return (
    <aside className="peek" aria-label={title}>
      <div className="row">
        <h2>{title}</h2>
        {onOpen && (
          <button type="button" className="plain" aria-label={t("app.open")} onClick={onOpen}>
            <Key name="Enter" />
          </button>
        )}
        <button type="button" className="plain" aria-label={t("app.close")} onClick={onClose}>
          {"×"}
        </button>
      </div>
      {children}
    </aside>
  );
}
