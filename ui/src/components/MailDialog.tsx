import { Alert, Form, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { Language, MailDraft, MailOf, MailText } from "../bindings";
import { useShortcuts } from "../lib/keyboard";
import { LANGUAGES } from "../lib/languages";
import { tell } from "../lib/lastAct";
import { useMailDraft, useMailSetup, useQueueMail } from "../lib/mails";
import { Labelled, TextField } from "./fields";
import { Key } from "./Key";
import { Problem } from "./Problem";

type Props = { mail: MailOf; language?: Language | null; onClose: () => void };

/** A mail before it goes into the outbox: to whom, what it says, which paper it carries. */
export function MailDialog({ mail, language: own = null, onClose }: Props) {
  const { t } = useTranslation();
  const [language, setLanguage] = useState<Language | null>(own);
  const { data: draft, error } = useMailDraft(mail, language);
  if (!draft)
    return (
      <Modal open width={640} title={t("mail.send")} footer={null} onCancel={onClose}>
        {error ? <Problem error={error} /> : null}
      </Modal>
    );
  return (
    <Writing key={draft.language} mail={mail} draft={draft} onLanguage={setLanguage} onClose={onClose} />
  );
}

type WritingProps = {
  mail: MailOf;
  draft: MailDraft;
  onLanguage: (language: Language) => void;
  onClose: () => void;
};

function Writing({ mail, draft, onLanguage, onClose }: WritingProps) {
  const { t } = useTranslation();
  const setup = useMailSetup().data;
  const [to, setTo] = useState(draft.to);
  const [cc, setCc] = useState<string[]>([]);
  const [text, setText] = useState<MailText>(draft.text);
  const goTo = useNavigate();
  const queueing = useQueueMail();
  const choices = draft.contacts.map((contact) => ({
    value: contact.text,
    label: contact.roles.length > 0 ? `${contact.text} · ${contact.roles.join(", ")}` : contact.text,
  }));
  const ready = to.length > 0 && text.subject.trim() !== "" && text.body.trim() !== "";
  const queue = () => {
    if (queueing.isPending || !ready) return;
    queueing.mutateAsync({ mail, to, cc, text, language: draft.language }).then(
      ({ row }) => {
        tell({
          text: t("mail.queued", { number: row.number || row.subject }),
          open: () => goTo(`/outbox?row=${row.seq}`),
        });
        onClose();
      },
      () => {},
    );
  };
  useShortcuts({ "mod+Enter": queue });
  const addresses = (id: string, label: string, value: string[], onChange: (list: string[]) => void) => (
    <Labelled id={id} label={label} required={id === "mail-to"}>
      <Select<string[]>
        id={id}
        mode="tags"
        tokenSeparators={[",", ";", "，", "；", "\n"]}
        value={value}
        options={choices}
        placeholder={t("mail.addressHint")}
        onChange={onChange}
      />
    </Labelled>
  );
  const noSender = setup && setup.account.sender_address === "";
  return (
    <Modal
      open
      width={640}
      title={t("mail.sendTitle", { what: t(`mail.kinds.${draft.kind}`), number: draft.number })}
      okText={
        <>
          {t("mail.queue")} <Key name="Ctrl Enter" />
        </>
      }
      okButtonProps={{ loading: queueing.isPending, disabled: !ready }}
      onOk={queue}
      onCancel={onClose}
    >
      {noSender ? (
        <Alert
          type="warning"
          message={t("mail.noSender")}
          action={<Link to="/settings/mail">{t("mail.toSettings")}</Link>}
        />
      ) : (
        setup && setup.account.server === "" && <Alert type="info" message={t("mail.noServer")} />
      )}
      <Form layout="vertical" className="mail-form">
        {addresses("mail-to", t("mail.to"), to, setTo)}
        {addresses("mail-cc", t("mail.cc"), cc, setCc)}
        <TextField
          id="mail-subject"
          label={t("mail.subject")}
          required
          value={text.subject}
          onChange={(subject) => setText({ ...text, subject })}
        />
        <TextField
          id="mail-body"
          label={t("mail.body")}
          required
          rows={9}
          value={text.body}
          onChange={(body) => setText({ ...text, body })}
        />
        <div className="row">
          <span className="second">{t("mail.attachment")}</span>
          <span className="grow">{draft.file_name ?? "–"}</span>
          {mail.of !== "dunning" && mail.of !== "reconciliation" && mail.of !== "sent_statement" && (
            <Select<Language>
              aria-label={t("documents.paperLanguage")}
              value={draft.language}
              onChange={onLanguage}
              options={LANGUAGES}
            />
          )}
        </div>
      </Form>
      {draft.uncovered.length > 0 && (
        <Problem>{t("documents.uncovered", { characters: draft.uncovered.join(" ") })}</Problem>
      )}
      {queueing.error ? <Problem error={queueing.error} /> : null}
    </Modal>
  );
}
