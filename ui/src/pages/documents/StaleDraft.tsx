import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { DocumentFields, LineFields } from "../../bindings";
import { shelfOf, shelves } from "./kinds";

type Props = {
  mine: DocumentFields;
  theirs: DocumentFields;
  onKeep: () => void;
  onTake: () => void;
};

/** Two texts of one draft, side by side where they differ; the person decides which goes on. */
export function StaleDraft({ mine, theirs, onKeep, onTake }: Props) {
  const { t } = useTranslation();
  const [here, there] = [facts(mine), facts(theirs)];
  const keys = [...new Set([...Object.keys(here), ...Object.keys(there)])].filter(
    (key) => here[key] !== there[key],
  );
  return (
    <section className="problem" role="alert">
      <div className="grow">
        <b>{t("documents.staleTitle")}</b>
        <table className="entry">
          <thead>
            <tr>
              <th>{t("documents.staleField")}</th>
              <th>{t("documents.staleMine")}</th>
              <th>{t("documents.staleTheirs")}</th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <tr key={key}>
                <td>{nameOf(key)}</td>
                <td>{here[key] || "–"}</td>
                <td>{there[key] || "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button size="small" onClick={onTake}>
        {t("documents.takeTheirs")}
      </Button>
      <Button size="small" type="primary" onClick={onKeep}>
        {t("documents.keepMine")}
      </Button>
    </section>
  );

  function nameOf(key: string): string {
    const line = /^line (\d+)$/.exec(key)?.[1];
    if (line) return t("documents.line", { line });
    const words = {
      party_id: t(`${shelves[shelfOf(mine.kind)].words}.party`),
      tax_mode: t("documents.price"),
      date: t("documents.date"),
      due_on: t("documents.due"),
      terms: t("documents.terms"),
      reference: t("documents.reference"),
      notes: t("documents.notes"),
      discount_percent: t("documents.wholeDiscount"),
    };
    return words[key as keyof typeof words] ?? key;
  }
}

/** The fields of a draft as short texts; each line is one. */
function facts(fields: DocumentFields): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (key === "lines") {
      (value as LineFields[]).forEach((line, at) => {
        shown[`line ${at + 1}`] = [line.description, line.quantity, line.unit_price, line.discount_percent]
          .filter(Boolean)
          .join(" · ");
      });
    } else if (typeof value === "string" || typeof value === "number") shown[key] = String(value);
  }
  return shown;
}
