import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Opportunity, Pipeline } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { daysBetween } from "../../lib/dates";
import { ownerChoices, useLostReasons, useNameIn, useOwners } from "../../lib/pipeline";
import { useAct, useLearned } from "./queries";

type Props = { of: Opportunity; pipeline: Pipeline; sells: boolean; today: string };

/** What matters most: amount, owner, deadline, age against the median; owner and deadline are changed here. */
export function Facts({ of, pipeline, sells, today }: Props) {
  const { t } = useTranslation();
  const nameIn = useNameIn();
  const owners = useOwners().data ?? [];
  const reason = useLostReasons().data?.find((each) => each.id === of.lost_reason_id);
  const median = useLearned(pipeline.id).data?.find((each) => each.stage_id === of.stage_id)?.median_days;
  const [changing, setChanging] = useState(false);
  const owner = owners.find((each) => each.id === of.owner_id);
  const age = daysBetween(of.entered_on, today);
  const slipped = of.deadline_on !== null && of.deadline_on !== undefined && of.deadline_on < today;
  const old = median !== null && median !== undefined && age > Number(median);
  return (
    <>
      <dl className="figures panel">
        <div>
          <dt>{t("pipeline.amountNet")}</dt>
          <dd>
            <MoneyText value={of.amount} withCurrency />{" "}
            {of.base_amount && of.base_amount.currency !== of.amount.currency && (
              <small>
                <MoneyText value={of.base_amount} withCurrency />
              </small>
            )}
          </dd>
        </div>
        <div>
          <dt>{t("pipeline.customer")}</dt>
          <dd>
            <Link to={`/customers/${of.party_id}`}>{of.party_name}</Link>
          </dd>
        </div>
        <div>
          <dt>{t("pipeline.owner")}</dt>
          <dd className={owner?.active === false ? "red" : undefined}>
            {owner?.active === false ? t("pipeline.left", { owner: owner.name }) : owner?.name}
          </dd>
        </div>
        {of.state === "open" ? (
          <>
            <div>
              <dt>{t("pipeline.deadline")}</dt>
              <dd className={slipped ? "red num" : "num"}>{of.deadline_on}</dd>
            </div>
            <div>
              <dt>{t("pipeline.age")}</dt>
              <dd className={old ? "amber" : undefined}>
                {t("pipeline.days", { count: age })}{" "}
                <small>{median ? t("pipeline.medianShort", { days: median }) : ""}</small>
              </dd>
            </div>
          </>
        ) : (
          <div>
            <dt>{reason ? t("pipeline.lostReason") : t("pipeline.endedOn")}</dt>
            <dd>
              {reason ? nameIn(reason) : of.entered_on} <small>{reason && of.entered_on}</small>
            </dd>
          </div>
        )}
        {sells && of.state === "open" && (
          <div className="figures-act">
            <Button size="small" onClick={() => setChanging(!changing)} aria-expanded={changing}>
              {t("pipeline.change")}
            </Button>
          </div>
        )}
      </dl>
      {changing && <Change of={of} owners={owners} onDone={() => setChanging(false)} />}
    </>
  );
}

type ChangeProps = { of: Opportunity; owners: Parameters<typeof ownerChoices>[0]; onDone: () => void };

/** Another owner or another deadline, and why. */
function Change({ of, owners, onDone }: ChangeProps) {
  const { t } = useTranslation();
  const acting = useAct();
  const [owner, setOwner] = useState<string | null>(String(of.owner_id));
  const [deadline, setDeadline] = useState(of.deadline_on ?? "");
  const [why, setWhy] = useState("");
  const submit = async () => {
    const moved = deadline !== of.deadline_on;
    try {
      if (moved && deadline !== "")
        await acting.mutateAsync({ act: "postpone", id: of.id, deadline_on: deadline, why });
      if (owner !== null && Number(owner) !== of.owner_id)
        await acting.mutateAsync({ act: "assign", ids: [of.id], owner_id: Number(owner), why });
      onDone();
    } catch {
      // What was refused stands above the fields.
    }
  };
  return (
    <Form layout="vertical" className="side-form panel opportunity-change" onFinish={() => void submit()}>
      {acting.error && <Problem error={acting.error} />}
      <div className="three">
        <ChoiceField
          id="change-owner"
          label={t("pipeline.owner")}
          value={owner}
          options={ownerChoices(owners, of.owner_id)}
          onChange={setOwner}
        />
        <Labelled id="change-deadline" label={t("pipeline.deadline")}>
          <DateInput label={t("pipeline.deadline")} value={deadline} onChange={setDeadline} />
        </Labelled>
        <TextField id="change-why" label={t("pipeline.whyChanged")} value={why} onChange={setWhy} />
      </div>
      <div className="row">
        <Button type="primary" htmlType="submit" loading={acting.isPending}>
          {t("pipeline.save")}
        </Button>
        <Button onClick={onDone}>{t("pipeline.cancel")}</Button>
      </div>
    </Form>
  );
}
