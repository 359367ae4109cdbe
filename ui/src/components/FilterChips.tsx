import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export type Chip = { key: string; field: string; value: string; onRemove: () => void };

/** The conditions a list stands under; each can be taken away. */
export function FilterChips({ chips, children }: { chips: Chip[]; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="chips">
      {chips.map((chip) => (
        <span key={chip.key} className="chip">
          <span className="second">{chip.field}</span>
          <b>{chip.value}</b>
          <button
            type="button"
            className="plain"
            aria-label={`${t("app.close")} ${chip.field}`}
            onClick={chip.onRemove}
          >
            {"×"}
          </button>
        </span>
      ))}
      {children}
    </div>
  );
}
