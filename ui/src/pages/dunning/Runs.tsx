import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DunningRun, LetterState, RunLetter } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { MailDialog } from "../../components/MailDialog";
import { MailHistory } from "../../components/MailHistory";
import { MoneyText } from "../../components/MoneyText";
import { Paper } from "../../components/Paper";
import { Problem } from "../../components/Problem";
import { ProgressCard } from "../../components/ProgressCard";
import { ReasonDialog } from "../../components/ReasonDialog";
import { useKeptPaper } from "../../lib/attachments";
import { tell } from "../../lib/lastAct";
import { useMay } from "../../lib/session";
import { Letter } from "./Letter";
import { useCarryOut, useDecide, useLetters, useRuns } from "./queries";

const TONES: Record<LetterState, string> = {
  to_approve: "amber",
  ready: "accent",
  refused: "",
  sent: "green",
  dropped: "",
};

type Props = { run: number | null; onRun: (run: number) => void; onNext: () => void };

/** Every run, and the letters of one: approved or refused, sent, looked at. */
export function Runs({ run, onRun, onNext }: Props) {
  const { t } = useTranslation();
  const runs = useRuns();
  const rows = runs.data ?? [];
  const open = rows.find((each) => each.seq === run);
  return (
    <>
      <div className={open ? "dunning-runs" : "dunning-runs alone"}>
        <DataTable
          name="dunning-runs"
          head={<span className="grow second">{t("collection.runs.about")}</span>}
          exports={{ of: "dunning_runs" }}
          label={t("collection.views.runs")}
          columns={useColumns()}
          rows={rows}
          idOf={(row) => row.seq}
          selected={run}
          onSelect={onRun}
          onOpen={(row) => onRun(row.seq)}
          loading={runs.isFetching}
          error={runs.error}
          onRetry={() => runs.refetch()}
          empty={
            <EmptyState
              title={t("collection.runs.emptyTitle")}
              body={t("collection.runs.emptyBody")}
              actions={
                <Button type="primary" onClick={onNext}>
                  {t("collection.runs.next")}
                </Button>
              }
            />
          }
        />
      </div>
      {open && <OneRun key={open.seq} run={open} />}
    </>
  );
}

function OneRun({ run }: { run: DunningRun }) {
  const { t } = useTranslation();
  const may = useMay();
  const { data: letters = [], error } = useLetters(run.seq);
  const [shown, setShown] = useState(1);
  const [refusing, setRefusing] = useState<RunLetter | null>(null);
  const approving = useDecide();
  const refuse = useDecide();
  const work = useCarryOut();
  const [mailing, setMailing] = useState(false);
  const [showsPaper, setShowsPaper] = useState(false);
  const open = letters.find((letter) => letter.line === shown) ?? letters[0];
  const carryOut = async () => {
    const outcome = await work.carryOut(run.seq);
    if (!outcome) return;
    const count = (state: LetterState) => outcome.filter((letter) => letter.state === state).length;
    const [sent, dropped] = [count("sent"), count("dropped")];
    tell({ text: t(dropped === 0 ? "collection.runs.doneAll" : "collection.runs.done", { sent, dropped }) });
  };
  if (error) return <Problem error={error} />;
  return (
    <>
      {work.running && (
        <ProgressCard title={t("collection.runs.carrying")} step={work.step} onCancel={work.cancel} />
      )}
      {work.error ? <Problem error={work.error} /> : null}
      {approving.error ? <Problem error={approving.error} /> : null}
      <div className="dunning-split">
        <section className="panel dunning-list">
          {letters.map((each) => (
            <button
              key={each.line}
              type="button"
              className="plain letter"
              aria-pressed={each === open}
              onClick={() => setShown(each.line)}
            >
              <span>
                {each.letter.party_name}{" "}
                <span className="second">{t("collection.level", { level: each.letter.level })}</span>
              </span>
              <MoneyText value={each.letter.total_base} />
              <span className="second">{t(`collection.channels.${each.letter.channel}`)}</span>
              <span className={`pill ${TONES[each.state]}`} title={each.reason ?? undefined}>
                {t(`collection.runs.states.${each.state}`)}
              </span>
            </button>
          ))}
        </section>
        {open && (
          <div className="dunning-shown">
            <div className="row">
              {may("keep") && run.ready > 0 && (
                <Button type="primary" loading={work.running} onClick={() => void carryOut()}>
                  {t("collection.runs.carryOut", { count: run.ready })}
                </Button>
              )}
              {may("grant_credit") && open.state === "to_approve" && (
                <>
                  <Button
                    type="primary"
                    loading={approving.isPending}
                    onClick={() => approving.mutate({ run: run.seq, line: open.line, approved: true })}
                  >
                    {t("collection.runs.approveAct")}
                  </Button>
                  <Button onClick={() => setRefusing(open)}>{t("collection.runs.refuse")}</Button>
                </>
              )}
              {may("sell") && open.attachment_id && (
                <Button
                  type={open.letter.channel === "mail" ? "primary" : "default"}
                  onClick={() => setMailing(true)}
                >
                  {t("mail.send")}
                </Button>
              )}
              {open.attachment_id && (
                <Button type={showsPaper ? "primary" : "default"} onClick={() => setShowsPaper(!showsPaper)}>
                  {t("collection.runs.paper")}
                </Button>
              )}
            </div>
            {open.sent_seq && <MailHistory of={{ paper: open.sent_seq }} />}
            {showsPaper && open.attachment_id ? (
              <KeptPaper key={open.attachment_id} attachment={open.attachment_id} />
            ) : (
              <Letter letter={open.letter} />
            )}
          </div>
        )}
      </div>
      {mailing && open && (
        <MailDialog
          key={open.line}
          mail={{ of: "dunning", run: run.seq, line: open.line }}
          onClose={() => setMailing(false)}
        />
      )}
      {refusing && (
        <ReasonDialog
          title={t("collection.runs.refuse")}
          label={t("collection.runs.refuseReason")}
          onDone={(reason) =>
            refuse.mutateAsync({ run: run.seq, line: refusing.line, approved: false, reason })
          }
          onClose={() => setRefusing(null)}
        />
      )}
    </>
  );
}

/** The letter as it left, from the book. */
function KeptPaper({ attachment }: { attachment: number }) {
  const paper = useKeptPaper(attachment);
  return <Paper printed={paper.data} error={paper.error} final />;
}

function useColumns(): Column<DunningRun>[] {
  const { t } = useTranslation();
  const count = (key: "letters" | "to_approve" | "ready" | "sent", title: string): Column<DunningRun> => ({
    key,
    title,
    width: "84px",
    align: "end",
    render: (row) => <span className="num">{row[key] === 0 ? "–" : row[key]}</span>,
  });
  return [
    {
      key: "date",
      title: t("collection.runs.date"),
      width: "110px",
      render: (row) => <DateText value={row.date} />,
    },
    {
      key: "by",
      title: t("collection.runs.by"),
      width: "minmax(100px, 1fr)",
      render: (row) => row.started_by,
    },
    count("letters", t("collection.runs.letters")),
    count("to_approve", t("collection.runs.approve")),
    count("ready", t("collection.runs.ready")),
    count("sent", t("collection.runs.sent")),
    {
      key: "total",
      title: t("collection.amount"),
      width: "130px",
      align: "end",
      render: (row) => <MoneyText value={row.total} />,
    },
  ];
}
