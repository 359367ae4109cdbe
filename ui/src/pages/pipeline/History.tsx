import { useTranslation } from "react-i18next";
import type { Opportunity, OpportunityHistoryRow, Pipeline } from "../../bindings";
import { DateText } from "../../components/DateText";
import { Problem } from "../../components/Problem";
import { useLostReasons, useNameIn, useOwners } from "../../lib/pipeline";
import { useHistory } from "./queries";

/** Every act of an opportunity's life, the latest first. */
export function History({ of, pipeline }: { of: Opportunity; pipeline: Pipeline }) {
  const { t } = useTranslation();
  const nameIn = useNameIn();
  const history = useHistory(of.id);
  const owners = useOwners().data ?? [];
  const reasons = useLostReasons().data ?? [];
  const stageOf = (row: OpportunityHistoryRow) => {
    const stage = pipeline.stages.find((each) => each.id === row.stage_id);
    return stage ? nameIn(stage) : "";
  };
  const ownerOf = (row: OpportunityHistoryRow) =>
    owners.find((owner) => owner.id === row.owner_id)?.name ?? "";
  const told = (row: OpportunityHistoryRow) => {
    if (row.kind === "changed")
      return t("pipeline.history.changed", {
        fields: row.changed
          .map((field) => t(`pipeline.fields.${field}` as "pipeline.fields.title"))
          .join(t("pipeline.and")),
      });
    if (row.kind === "task_done" || row.kind === "task_undone")
      return t(`pipeline.history.${row.kind}`, { task: row.task });
    const details = { stage: stageOf(row), owner: ownerOf(row), deadline: row.deadline_on ?? "–" };
    return t(`pipeline.history.${row.kind}`, details);
  };
  const reasonOf = (row: OpportunityHistoryRow) => {
    const reason = reasons.find((each) => each.id === row.lost_reason_id);
    return [reason && nameIn(reason), row.why].filter(Boolean).join(" · ");
  };
  return (
    <section className="panel side-box opportunity-history">
      <h2>{t("pipeline.history.title")}</h2>
      {history.error && <Problem error={history.error} />}
      <ol>
        {(history.data ?? []).map((row) => (
          <li key={row.seq}>
            <div className="row second">
              <DateText value={row.date} />
              <span className="grow" />
              <span>{row.actor}</span>
            </div>
            <div>{told(row)}</div>
            {reasonOf(row) && <div className="second">{reasonOf(row)}</div>}
          </li>
        ))}
      </ol>
    </section>
  );
}
