import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { Problem } from "../../components/Problem";
import { usePipelines } from "../../lib/pipeline";
import { useSession } from "../../lib/session";
import { OpportunityEditor } from "./OpportunityEditor";
import { useOpportunity } from "./queries";
import "./pipeline.css";
import { useParty } from "../../lib/parties";

/** One opportunity: where it stands, what is known of it, what is offered and what happened. */
export function OpportunityPage() {
  const { id } = useParams();
  const opportunity = useOpportunity(Number(id));
  const pipelines = usePipelines();
  const session = useSession();
  const error = opportunity.error ?? pipelines.error ?? session.error;
  if (error) return <Refused error={error} />;
  if (!opportunity.data || !pipelines.data || !session.data) return null;
  const pipeline = pipelines.data.find((each) => each.id === opportunity.data.pipeline_id);
  if (!pipeline) return null;
  return (
    <OpportunityEditor
      key={`${id} ${opportunity.data.version}`}
      saved={opportunity.data}
      pipeline={pipeline}
      today={session.data.today}
      bookCurrency={session.data.book.currency}
    />
  );
}

/** A new one: `?stage=` begins in another stage than the first, `?party=` with a customer. */
export function NewOpportunityPage() {
  const { t } = useTranslation();
  const [query] = useSearchParams();
  const pipelines = usePipelines();
  const session = useSession();
  const party = useParty(query.get("party") ? Number(query.get("party")) : null);
  const error = pipelines.error ?? session.error ?? party.error;
  if (error) return <Refused error={error} />;
  if (!pipelines.data || !session.data || (query.get("party") && !party.data)) return null;
  const stage = Number(query.get("stage"));
  const pipeline =
    pipelines.data.find((each) => each.stages.some((one) => one.id === stage)) ??
    pipelines.data.find((each) => !each.archived);
  if (!pipeline) return <Refused error={new Error(t("pipeline.noneTitle"))} />;
  return (
    <OpportunityEditor
      key={`new ${query}`}
      saved={null}
      pipeline={pipeline}
      stageId={stage || undefined}
      party={party.data}
      today={session.data.today}
      bookCurrency={session.data.book.currency}
    />
  );
}

function Refused({ error }: { error: unknown }) {
  return (
    <div className="page-main">
      <Problem error={error} />
    </div>
  );
}
