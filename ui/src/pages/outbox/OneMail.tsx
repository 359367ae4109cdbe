import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { MailSettlement, Mail as MailShown, MailState as State } from "../../bindings";
import { MailState } from "../../components/MailState";
import { Problem } from "../../components/Problem";
import { openAttachment } from "../../lib/attachments";
import { timeOf } from "../../lib/dates";
import { shell } from "../../lib/door";
import { homeOfParty } from "../../lib/homes";
import { tell } from "../../lib/lastAct";
import { mailFile, useMail, useSettleMail } from "../../lib/mails";
import { saveFile } from "../../lib/saveFile";
import { useMay } from "../../lib/session";

/** What may be decided about a mail in each state; the first is what one would usually do. */
const ACTS: Record<State, MailSettlement[]> = {
  queued: ["cancelled"],
  waiting: ["again", "cancelled"],
  sending: [],
  sent: [],
  partly: ["again"],
  refused: ["again", "cancelled"],
  unknown: ["went", "again", "cancelled"],
  cancelled: ["again"],
  handed_over: [],
};
/** A second copy may reach the customer: asked before it is done. */
const ASKED: State = "unknown";
const GOES_BY_HAND: State[] = ["queued", "waiting", "unknown", "refused"];

/** One mail: its text, what came back of each recipient, and what can be done about it. */
export function OneMail({ seq }: { seq: number }) {
  const { data: mail, error } = useMail(seq);
  if (error) return <Problem error={error} />;
  return mail ? <Shown mail={mail} /> : null;
}

function Shown({ mail }: { mail: MailShown }) {
  const { t } = useTranslation();
  const { row } = mail;
  return (
    <div className="one-mail">
      <div className="row">
        <MailState state={row.state} />
        <span className="second num">{timeOf(row.written_at)}</span>
        <span className="second">{row.written_by}</span>
      </div>
      {row.state === "unknown" && <Problem>{t("mail.unknownBody")}</Problem>}
      {row.next_at && (
        <p className="second">{t("mail.nextAt", { when: timeOf(row.next_at), count: row.tries })}</p>
      )}
      {row.reply !== "" && row.state !== "sent" && (
        <p>
          <span className="second">{t("mail.reply")} </span>
          <code>{row.reply}</code>
        </p>
      )}
      <Acts mail={mail} />
      <dl className="mail-head">
        <dt>{t("mail.customer")}</dt>
        <dd>
          {row.party_id ? (
            <Link to={homeOfParty("customer", row.party_id)}>{row.party_name}</Link>
          ) : (
            t("mail.kinds.test")
          )}
        </dd>
        <dt>{t("mail.from")}</dt>
        <dd>{[mail.sender.name, `<${mail.sender.address}>`].join(" ")}</dd>
        {mail.recipients.map(({ role, name, address }) => {
          const delivery = mail.deliveries.find((each) => each.address === address);
          return (
            <div key={address} className="mail-recipient">
              <dt>{t(`mail.roles.${role}`)}</dt>
              <dd>
                {name} {`<${address}>`}
                {delivery && (
                  <span
                    className={`second ${delivery.state === "refused" ? "red" : ""}`}
                    title={delivery.reply}
                  >
                    {` · ${t(`mail.deliveries.${delivery.state}`)} ${delivery.reply}`}
                  </span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <h3>{row.subject}</h3>
      <p className="text">{mail.body}</p>
      {mail.outcomes.length > 0 && (
        <section aria-label={t("mail.outcomesTitle")}>
          {mail.outcomes.map((each) => (
            <p key={each.recorded_at + each.outcome} className="second">
              <span className="num">{timeOf(each.recorded_at)}</span> {t(`mail.outcomes.${each.outcome}`)} ·{" "}
              {each.by}
            </p>
          ))}
        </section>
      )}
    </div>
  );
}

function Acts({ mail: { row, attachment_id } }: { mail: MailShown }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const may = useMay();
  const settling = useSettleMail();
  const [failure, setFailure] = useState<unknown>(null);
  const decide = (settlement: MailSettlement) =>
    settling
      .mutateAsync({ seq: row.seq, settlement })
      .then(() => tell({ text: t(`mail.settled.${settlement}`, { number: row.number || row.subject }) }))
      .catch(() => {});
  const settle = (settlement: MailSettlement) => {
    if (settlement !== "again" || row.state !== ASKED) return void decide(settlement);
    modal.confirm({
      title: t("mail.againTitle"),
      content: t("mail.againBody"),
      okText: t("mail.acts.again"),
      onOk: () => decide(settlement),
    });
  };
  const handOver = async () => {
    try {
      await shell.print((await mailFile(row.seq)).handle);
      await decide("handed_over");
    } catch (thrown) {
      setFailure(thrown);
    }
  };
  return (
    <>
      <div className="row wrap">
        {may("sell") &&
          ACTS[row.state].map((settlement, at) => (
            <Button
              key={settlement}
              size="small"
              type={at === 0 && settlement !== "cancelled" ? "primary" : "default"}
              loading={settling.isPending}
              onClick={() => settle(settlement)}
            >
              {t(`mail.acts.${settlement}`)}
            </Button>
          ))}
        {may("sell") && GOES_BY_HAND.includes(row.state) && (
          <Button size="small" onClick={() => void handOver()}>
            {t("mail.acts.handed_over")}
          </Button>
        )}
        <Button size="small" onClick={() => mailFile(row.seq).then(saveFile).catch(setFailure)}>
          {t("mail.saveFile")}
        </Button>
        {attachment_id && (
          <Button size="small" onClick={() => openAttachment(attachment_id).then(saveFile).catch(setFailure)}>
            {t("mail.savePaper")}
          </Button>
        )}
      </div>
      {settling.error || failure ? <Problem error={settling.error ?? failure} /> : null}
    </>
  );
}
