import { Button, Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { ComparisonFinding, ReconciliationRow, ResolutionAct } from "../../bindings";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { Problem } from "../../components/Problem";
import { TaskDialog } from "../../components/TaskDialog";
import { tell } from "../../lib/lastAct";
import { formatAmount } from "../../lib/money";
import { useBusinessDay } from "../../lib/session";
import { useDocuments, useResolve } from "./queries";

type Act = Exclude<ResolutionAct, "reopened">;
type Props = {
  letter: ReconciliationRow;
  comparison: number;
  findings: ComparisonFinding[];
  onClose: () => void;
  onDone: () => void;
};

const ACTS: Act[] = ["explained", "credit_note", "correction", "asked", "accepted"];

/** What becomes of differences: explained, credited, corrected, asked for, or left. */
export function ResolveDialog({ letter, comparison, findings, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const today = useBusinessDay();
  const settled = findings.some((finding) => finding.resolution && !finding.is_open);
  const [act, setAct] = useState<ResolutionAct>("explained");
  const [note, setNote] = useState("");
  const [document, setDocument] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const resolving = useResolve();
  const takesDocument = act === "credit_note" || act === "correction";
  const { data: documents } = useDocuments(letter.party_id, act === "credit_note");
  const credited = findings.flatMap((finding) => finding.ours).find((line) => line.kind === "invoice");
  const message = useMessage(letter, findings);
  const ready =
    act === "credit_note"
      ? document !== null
      : act === "explained" || act === "accepted"
        ? note.trim() !== ""
        : true;
  const save = () =>
    resolving
      .mutateAsync({
        comparison,
        findings: findings.map((finding) => finding.no),
        act,
        note,
        document_id: takesDocument && document !== null ? Number(document) : null,
      })
      .then(
        () => {
          tell({ text: t("reconciliation.resolve.saved", { count: findings.length }) });
          onDone();
        },
        () => {},
      );
  const copy = async () => {
    await navigator.clipboard.writeText(message);
    tell({ text: t("reconciliation.resolve.copied") });
  };
  const acts: ResolutionAct[] = settled ? [...ACTS, "reopened"] : ACTS;
  if (asking)
    return (
      <TaskDialog
        party={{ id: letter.party_id, name: letter.party_name }}
        about={t("reconciliation.resolve.taskTitle", { number: letter.number, count: findings.length })}
        day={today}
        onClose={() => setAsking(false)}
      />
    );
  return (
    <Modal
      open
      width={520}
      title={t("reconciliation.resolve.title", { count: findings.length })}
      okText={t("reconciliation.resolve.save")}
      cancelText={t("reconciliation.list.cancel")}
      okButtonProps={{ loading: resolving.isPending, disabled: !ready }}
      onOk={save}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <ChoiceField
          id="resolve-act"
          label={t("reconciliation.resolve.act")}
          hint={act === "reopened" ? undefined : t(`reconciliation.resolve.actHints.${act}`)}
          value={act}
          options={acts.map((value) => ({ value, label: t(`reconciliation.resolve.acts.${value}`) }))}
          onChange={(chosen) => chosen && setAct(chosen)}
        />
        {takesDocument && (
          <>
            <ChoiceField
              id="resolve-document"
              label={t("reconciliation.resolve.document")}
              required={act === "credit_note"}
              otherwise={t("reconciliation.resolve.noDocument")}
              value={document}
              options={(documents?.rows ?? []).map((row) => ({
                value: String(row.id),
                label: `${row.number} · ${row.date} · ${formatAmount(row.total.amount)}`,
              }))}
              onChange={setDocument}
            />
            {act === "credit_note" && credited?.document_id && (
              <Button size="small" onClick={() => goTo(`/invoices/new?credits=${credited.document_id}`)}>
                {t("reconciliation.resolve.makeCredit")}
              </Button>
            )}
          </>
        )}
        {act === "asked" && (
          <Labelled id="resolve-message" label={t("reconciliation.resolve.message")}>
            <div className="panel reconciliation-message" style={{ padding: 8 }}>
              {message}
            </div>
            <div className="row">
              <Button size="small" onClick={() => void copy()}>
                {t("reconciliation.resolve.copy")}
              </Button>
              <Button size="small" onClick={() => setAsking(true)}>
                {t("reconciliation.resolve.task")}
              </Button>
            </div>
          </Labelled>
        )}
        <TextField
          id="resolve-note"
          label={t("reconciliation.resolve.note")}
          required={act === "explained" || act === "accepted"}
          value={note}
          onChange={setNote}
        />
      </Form>
      {resolving.error ? <Problem error={resolving.error} /> : null}
    </Modal>
  );
}

/** What the customer is asked, as a text to send: both sides of every difference. */
function useMessage(letter: ReconciliationRow, findings: ComparisonFinding[]): string {
  const { t } = useTranslation();
  const side = (lines: ComparisonFinding["ours"], said: "askOurs" | "askTheirs", nothing: string) =>
    lines.length === 0
      ? [nothing]
      : lines.map((line) =>
          t(`reconciliation.resolve.${said}`, {
            date: line.date,
            number: line.number || line.text,
            amount: `${line.amount.currency} ${formatAmount(line.amount.amount)}`,
          }),
        );
  const rows = findings.map((finding, at) => {
    const ours = side(finding.ours, "askOurs", t("reconciliation.resolve.askNothingOurs"));
    const theirs = side(finding.theirs, "askTheirs", t("reconciliation.resolve.askNothingTheirs"));
    return `${at + 1}. ${[...ours, ...theirs].join(" / ")}`;
  });
  const intro = t("reconciliation.resolve.askIntro", {
    name: letter.party_name,
    day: letter.as_of,
    number: letter.number,
  });
  return [intro, ...rows].join("\n");
}
