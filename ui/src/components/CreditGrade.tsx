import { useTranslation } from "react-i18next";
import type { CreditGrade as Grade, HoldLevel } from "../bindings";
import "./credit.css";

/** A grade as a letter in a box; N where a customer is not rated. */
export function CreditGrade({ grade, large }: { grade: Grade | null | undefined; large?: boolean }) {
  const { t } = useTranslation();
  return (
    <span
      className={`credit-grade grade-${grade ?? "N"}${large ? " large" : ""}`}
      title={grade ? undefined : t("credit.unrated")}
    >
      {grade ?? "N"}
    </span>
  );
}

const TONES: Record<HoldLevel, string> = { ok: "green", warn: "amber", soft: "amber", hard: "red" };

/** What credit control says of a customer or a document. */
export function CreditLevel({ level }: { level: HoldLevel | null | undefined }) {
  const { t } = useTranslation();
  if (!level) return <span className="second">–</span>;
  return <span className={`pill ${TONES[level]}`}>{t(`credit.levels.${level}`)}</span>;
}

/** How much of a limit is used, as a bar up to 110 percent with the limit marked. */
export function LimitBar({ percent, level }: { percent: string; level?: HoldLevel | null }) {
  const share = Math.min(110, Math.max(0, Number(percent)));
  return (
    <span className="limit-bar" title={`${percent}%`}>
      <span className={`limit-used ${level ?? "ok"}`} style={{ width: `${(share / 110) * 100}%` }} />
      <span className="limit-mark" />
    </span>
  );
}
