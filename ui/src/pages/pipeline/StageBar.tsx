import { useTranslation } from "react-i18next";
import type { Opportunity, Pipeline } from "../../bindings";
import { useNameIn, wholePercent } from "../../lib/pipeline";
import { useLearned } from "./queries";

type Props = {
  pipeline: Pipeline;
  saved: Opportunity | null;
  /** Where a new one begins. */
  begins?: number;
  onMove?: (stageId: number) => void;
};

/** The stages in their order, the one it stands in marked; another one is gone to by choosing it. */
export function StageBar({ pipeline, saved, begins, onMove }: Props) {
  const { t } = useTranslation();
  const nameIn = useNameIn();
  const learned = useLearned(pipeline.id).data ?? [];
  const at = saved?.stage_id ?? begins;
  const stages = pipeline.stages.filter((stage) => !stage.removed || stage.id === at);
  const place = stages.findIndex((stage) => stage.id === at);
  return (
    <div className="stage-bar" role="group" aria-label={t("pipeline.stage")}>
      {stages.map((stage, index) => {
        const history = learned.find((each) => each.stage_id === stage.id)?.learned;
        const passed = index < place && stage.ends === "open";
        return (
          <button
            key={stage.id}
            type="button"
            className={`plain stage ${stage.ends} ${passed ? "passed" : ""}`}
            aria-current={stage.id === at ? "step" : undefined}
            disabled={!onMove || stage.id === at || stage.removed}
            onClick={() => onMove?.(stage.id)}
          >
            <span>{nameIn(stage)}</span>
            {stage.ends === "open" && (
              <small className="num">
                {t("pipeline.percent", { percent: stage.probability })}
                {history && ` · ${t("pipeline.learnedShort", { percent: wholePercent(history) })}`}
              </small>
            )}
          </button>
        );
      })}
    </div>
  );
}
