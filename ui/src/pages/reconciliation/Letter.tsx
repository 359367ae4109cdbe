import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import type { ReconciliationFile, ReconciliationReply } from "../../bindings";
import { DateText } from "../../components/DateText";
import { DropZone } from "../../components/DropZone";
import { Key } from "../../components/Key";
import { MailDialog } from "../../components/MailDialog";
import { MailHistory } from "../../components/MailHistory";
import { MoneyText } from "../../components/MoneyText";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { ReconciliationState } from "../../components/ReconciliationState";
import { openAttachment } from "../../lib/attachments";
import { homeOfParty } from "../../lib/homes";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { usePageState } from "../../lib/pageState";
import { saveFile } from "../../lib/saveFile";
import { useBusinessDay, useMay } from "../../lib/session";
import { CompareList } from "./CompareList";
import { ComparisonLines } from "./Comparison";
import { useLetter, useReply } from "./queries";
import { ReplyDialog } from "./ReplyDialog";
import "./reconciliation.css";

const HOME = "/reconciliation";
/** The customer's list that is about to be compared. */
const START = { list: "" };

/** One letter: what it said, what came back, their list beside our books, and the balance both agree on. */
export function LetterPage() {
  const { id = "" } = useParams();
  const { data, error } = useLetter(Number(id));
  if (error)
    return (
      <div className="page-main">
        <Problem error={error} />
      </div>
    );
  return data ? <OneLetter key={data.letter.seq} file={data} /> : null;
}

function OneLetter({ file }: { file: ReconciliationFile }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const sells = useMay()("sell");
  const [replying, setReplying] = useState(false);
  const [mailing, setMailing] = useState(false);
  const [{ list }, change] = usePageState(START);
  const [choosing, setChoosing] = useState(false);
  const setList = (path: string) => change({ list: path });
  const { letter, replies, comparison } = file;
  const closed = letter.state === "confirmed" || letter.state === "withdrawn";
  const may = sells && !closed;
  const signed = letter.signed_id;
  const [failure, setFailure] = useState<unknown>(null);
  const save = (id: number) => openAttachment(id).then(saveFile).catch(setFailure);
  useShortcuts({
    Escape: () => {
      if (list === "" && !choosing) goTo(-1);
      setChoosing(false);
      setList("");
    },
    ...(sells ? { m: () => setMailing(true) } : {}),
    ...(may ? { c: () => setReplying(true) } : {}),
  });
  return (
    <div className="page-main">
      <PageHead
        title={
          <>
            <Link className="second" to={HOME}>
              {t("reconciliation.title")}
            </Link>
            {` / ${letter.number}`}
          </>
        }
        actions={
          <>
            <Button onClick={() => save(letter.attachment_id)}>{t("reconciliation.letter.paper")}</Button>
            {sells && (
              <Button onClick={() => setMailing(true)}>
                {t("mail.short")} <Key name="M" />
              </Button>
            )}
            {signed && <Button onClick={() => save(signed)}>{t("reconciliation.letter.signed")}</Button>}
            {sells && <Recall file={file} />}
            {may && comparison && list === "" && !choosing && (
              <Button onClick={() => setChoosing(true)}>{t("reconciliation.letter.compare")}</Button>
            )}
            {may && (
              <Button type="primary" onClick={() => setReplying(true)}>
                {t("reconciliation.letter.reply")} <Key name="C" />
              </Button>
            )}
          </>
        }
      />
      {failure ? <Problem error={failure} /> : null}
      <div className="panel reconciliation-figures">
        <Link to={`${homeOfParty("customer", letter.party_id)}?tab=statement`}>
          <b>{letter.party_name}</b>
        </Link>
        <ReconciliationState state={letter.state} />
        <span>{t(`reconciliation.forms.${letter.form}`)}</span>
        <span>
          <span className="second">{t("reconciliation.asOf")} </span>
          <DateText value={letter.as_of} />
        </span>
        <span>
          <span className="second">{t("reconciliation.sentOn")} </span>
          <DateText value={letter.sent_on} /> {t(`statements.ways.${letter.way}`)}
        </span>
        <span>
          <span className="second">{t("reconciliation.balance")} </span>
          <MoneyText value={letter.balance} withCurrency />
        </span>
        {letter.stated && (
          <span>
            <span className="second">{t("reconciliation.stated")} </span>
            <MoneyText value={letter.stated} withCurrency />
          </span>
        )}
      </div>
      <MailHistory of={{ paper: letter.seq }} />
      <Replies replies={replies} />
      {may && list !== "" ? (
        <CompareList
          key={list}
          letter={letter}
          path={list}
          onClose={() => {
            setChoosing(false);
            setList("");
          }}
        />
      ) : comparison && !choosing ? (
        <ComparisonLines letter={letter} comparison={comparison} may={may} />
      ) : may ? (
        <DropZone
          title={t("reconciliation.list.drop")}
          body={t("reconciliation.letter.noListBody")}
          pick={t("reconciliation.list.choose")}
          onFile={setList}
        />
      ) : (
        <p className="second">{t("reconciliation.letter.noListTitle")}</p>
      )}
      {mailing && (
        <MailDialog mail={{ of: "reconciliation", seq: letter.seq }} onClose={() => setMailing(false)} />
      )}
      {replying && <ReplyDialog letter={letter} onClose={() => setReplying(false)} />}
    </div>
  );
}

function Replies({ replies }: { replies: ReconciliationReply[] }) {
  const { t } = useTranslation();
  if (replies.length === 0) return <p className="second">{t("reconciliation.letter.noReplies")}</p>;
  return (
    <section aria-label={t("reconciliation.letter.replies")}>
      {replies.map((reply, at) => (
        <div key={reply.seq} className={at === 0 ? "row" : "row third"}>
          <DateText value={reply.date} />
          <b>{t(`reconciliation.replyForm.answers.${reply.answer}`)}</b>
          <span>{reply.signer}</span>
          <MoneyText value={reply.amount} withCurrency />
          <span className="second">{reply.note}</span>
          <span className="third">{t("reconciliation.letter.enteredBy", { by: reply.entered_by })}</span>
        </div>
      ))}
    </section>
  );
}

/** Withdraws a letter that should not count, or takes back a reply that was entered by mistake. */
function Recall({ file: { letter } }: { file: ReconciliationFile }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const replying = useReply();
  const today = useBusinessDay();
  const closed = letter.state === "confirmed" || letter.state === "withdrawn";
  const [answer, act] = closed ? (["reopened", "reopen"] as const) : (["withdrawn", "withdraw"] as const);
  const ask = () =>
    modal.confirm({
      title: t(`reconciliation.replyForm.${act}Title`, { number: letter.number }),
      content: t(`reconciliation.replyForm.${act}Body`),
      okText: t(`reconciliation.letter.${act}`),
      cancelText: t("reconciliation.list.cancel"),
      onOk: async () => {
        await replying.mutateAsync({ reconciliation: letter.seq, answer, date: today });
        const word = t(`reconciliation.replyForm.answers.${answer}`);
        tell({ text: t("reconciliation.replyForm.saved", { number: letter.number, answer: word }) });
      },
    });
  return (
    <Button type="text" onClick={ask}>
      {t(`reconciliation.letter.${act}`)}
    </Button>
  );
}
