import { CheckCircleFilled, WarningFilled } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Check, Proof } from "../../bindings";
import { Problem } from "../../components/Problem";
import { ProgressCard } from "../../components/ProgressCard";
import { timeOf } from "../../lib/dates";
import { useJob } from "../../lib/job";
import { formatAmount } from "../../lib/money";
import { prove, useKeepProof, useProof } from "./queries";

/** The twelve questions the books must answer, each with what contradicts it, and the end of the chain. */
export function ProofOfBooks() {
  const { t } = useTranslation();
  const { data: proof, error } = useProof();
  const keep = useKeepProof();
  const job = useJob<Proof>();
  const again = async () => {
    const made = await job.run(prove);
    if (made) keep(made);
  };
  const refused = job.error ?? error;
  return (
    <div className="page-main">
      <div className="row">
        <span className="grow second">
          {proof && t("settings.proof.counted", { acts: count(proof.acts), entries: count(proof.entries) })}
        </span>
        <Button onClick={again} disabled={job.running}>
          {t("settings.proof.again")}
        </Button>
      </div>
      {job.running && (
        <ProgressCard title={t("settings.proof.running")} step={job.step} onCancel={job.cancel} />
      )}
      {refused && <Problem error={refused} />}
      {proof && (
        <>
          <section className="panel">
            {proof.checks.map((check) => (
              <CheckLine key={check.name} check={check} />
            ))}
          </section>
          <section className="panel form-page">
            <h2>{t("settings.proof.head")}</h2>
            <p className="num hash">{proof.head.hash}</p>
            <p className="second">
              {t("settings.proof.headBody", { seq: proof.head.seq, at: timeOf(proof.head.recorded_at) })}
            </p>
          </section>
        </>
      )}
    </div>
  );
}

const count = (of: number) => formatAmount(String(of));

function CheckLine({ check }: { check: Check }) {
  const { t, i18n } = useTranslation();
  const holds = check.faults.length === 0;
  const word = (part: "name" | "body") =>
    i18n.exists(`settings.checks.${check.name}.${part}`)
      ? t(`settings.checks.${check.name as "chain"}.${part}`)
      : part === "name"
        ? check.name
        : "";
  return (
    <div className="check">
      {holds ? <CheckCircleFilled className="green" /> : <WarningFilled className="red" />}
      <div className="grow">
        <b>{word("name")}</b>
        <p>{word("body")}</p>
        {!holds && <p className="red">{t("settings.proof.faults", { faults: check.faults.join(", ") })}</p>}
      </div>
    </div>
  );
}
