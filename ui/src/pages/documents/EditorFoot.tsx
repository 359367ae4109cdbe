import { Input } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Totals } from "../../bindings";
import { FigureInput } from "../../components/FigureInput";
import type { Editing } from "./editing";
import { TaxTable } from "./TaxTable";

type Props = {
  editing: Editing;
  totals: Totals | undefined;
  write: (change: Partial<Editing>) => void;
  problem?: ReactNode;
  /** What is wrong with the notes. */
  notesProblem?: ReactNode;
  /** What only its kind asks. */
  choices?: ReactNode;
};

/** The foot of the paper: notes, the discount on all, tax by rate and the total. */
export function EditorFoot({ editing, totals, write, problem, notesProblem, choices }: Props) {
  const { t } = useTranslation();
  return (
    <div className="paper-foot">
      <div className="grow">
        <label className="caption" htmlFor="document-notes">
          {t("documents.notes")}
        </label>
        <Input.TextArea
          id="document-notes"
          rows={3}
          value={editing.notes}
          onChange={(event) => write({ notes: event.target.value })}
        />
        {notesProblem}
        <div className="row paper-discount">
          <label className="caption" htmlFor="document-discount">
            {t("documents.wholeDiscount")}
          </label>
          <FigureInput
            id="document-discount"
            label={t("documents.wholeDiscount")}
            value={editing.discount_percent ?? ""}
            onChange={(percent) => write({ discount_percent: percent || null })}
          />
          {problem}
        </div>
        {choices}
      </div>
      <TaxTable totals={totals} />
    </div>
  );
}
