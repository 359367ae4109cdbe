import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { Problem } from "../../components/Problem";
import { ProgressCard } from "../../components/ProgressCard";
import { shell } from "../../lib/door";
import { tell } from "../../lib/lastAct";
import { useRuns, useWrite } from "./queries";

type Props = { onMake: (() => void) | null; onOpen: (run: number) => void };

/** Every run with how far its letters have come; its papers go into a folder again as they left. */
export function Runs({ onMake, onOpen }: Props) {
  const { t } = useTranslation();
  const { data, error } = useRuns();
  const [failure, setFailure] = useState<unknown>(null);
  const job = useWrite();
  const write = async (run: number) => {
    setFailure(null);
    try {
      const folder = await shell.pickFolder();
      if (!folder) return;
      const files = await job.write(run, folder);
      if (files) tell({ text: t("reconciliation.written", { count: files.length }) });
    } catch (thrown) {
      setFailure(thrown);
    }
  };
  if (error) return <Problem error={error} />;
  if (data?.length === 0)
    return (
      <EmptyState
        title={t("reconciliation.runsEmptyTitle")}
        body={t("reconciliation.emptyBody")}
        actions={onMake && <Button onClick={onMake}>{t("reconciliation.make")}</Button>}
      />
    );
  const refused = failure ?? job.error;
  return (
    <section className="panel reconciliation-runs">
      {job.running && (
        <ProgressCard title={t("reconciliation.writing")} step={job.step} onCancel={job.cancel} />
      )}
      {refused ? <Problem error={refused} /> : null}
      <table className="record-lines">
        <thead>
          <tr>
            <th>{t("reconciliation.run")}</th>
            <th>{t("reconciliation.plan.form")}</th>
            <th>{t("reconciliation.asOf")}</th>
            <th>{t("reconciliation.sentOn")}</th>
            <th>{t("reconciliation.way")}</th>
            <th className="end">{t("reconciliation.letters")}</th>
            <th className="end">{t("reconciliation.confirmedCount")}</th>
            <th className="end">{t("reconciliation.comparedCount")}</th>
            <th>{t("reconciliation.madeBy")}</th>
            <th>{t("reconciliation.note")}</th>
            <th className="acts" />
          </tr>
        </thead>
        <tbody>
          {data?.map((run) => (
            <tr key={run.seq}>
              <td className="num">{`#${run.seq}`}</td>
              <td>{t(`reconciliation.forms.${run.form}`)}</td>
              <td>
                <DateText value={run.as_of} />
              </td>
              <td>
                <DateText value={run.sent_on} />
              </td>
              <td>{t(`statements.ways.${run.way}`)}</td>
              <td className="end num">{run.letters}</td>
              <td className="end num">{run.confirmed}</td>
              <td className="end num">{run.compared}</td>
              <td>{run.made_by}</td>
              <td>{run.note}</td>
              <td className="acts">
                <Button size="small" onClick={() => onOpen(run.seq)}>
                  {t("reconciliation.show")}
                </Button>
                <Button size="small" disabled={job.running} onClick={() => write(run.seq)}>
                  {t("reconciliation.write")}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
