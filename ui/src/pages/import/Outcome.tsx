import { CheckCircleFilled } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { ImportProblem, ImportReport } from "../../bindings";
import { Problem } from "../../components/Problem";
import { DoorError } from "../../lib/door";
import { sentenceOf } from "../../lib/i18n";
import type { FieldName } from "./fields";

type Props = { report: ImportReport | null; error: DoorError | null };

/** What a trial or an import did: counts, and each problem by its row. A refused import brings its report along. */
export function Outcome({ report, error }: Props) {
  const { t } = useTranslation();
  const refused =
    error?.code === "import_refused" ? (error.details.report as ImportReport | undefined) : undefined;
  const shown = report ?? refused ?? null;
  return (
    <>
      {error && <Problem error={error} />}
      {shown && (
        <section className="panel import-outcome">
          <header className="row">
            {shown.problem_count === 0 && <CheckCircleFilled className="green" />}
            <b className="grow">
              {t(shown.dry_run ? "import.tried" : "import.imported", { count: shown.imported })}
            </b>
          </header>
          <p className="second num">
            {t("import.counts", {
              read: shown.read,
              skipped: shown.skipped,
              changed: shown.changed,
              problems: shown.problem_count,
            })}
          </p>
          {shown.problems.map((problem, at) => (
            // Problems never move: their place is their identity.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <ProblemLine key={at} problem={problem} />
          ))}
          {shown.problem_count > shown.problems.length && (
            <p className="second">
              {t("import.more", { count: shown.problem_count - shown.problems.length })}
            </p>
          )}
        </section>
      )}
    </>
  );
}

function ProblemLine({ problem }: { problem: ImportProblem }) {
  const { t, i18n } = useTranslation();
  const { row, column, field, error } = problem;
  const word =
    field && i18n.exists(`import.fields.${field}`) ? t(`import.fields.${field as FieldName}`) : field;
  return (
    <div className="import-problem">
      <span className="num second">{row > 0 ? t("import.row", { row }) : t("import.wholeFile")}</span>
      <span>{column ?? word}</span>
      <span className="red">{sentenceOf(DoorError.from(error))}</span>
    </div>
  );
}
