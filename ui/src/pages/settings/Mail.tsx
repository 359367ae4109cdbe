import { Button, Checkbox, Form, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MailAccount, MailSecurity, MailSetup } from "../../bindings";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { Key } from "../../components/Key";
import { Problem } from "../../components/Problem";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useMailSetup, useQueueMail, useSaveAccount, useSendMails, useSetPassword } from "../../lib/mails";
import { useMay } from "../../lib/session";
import { MailTemplates } from "./MailTemplates";

const SECURITIES: MailSecurity[] = ["starttls", "tls", "none"];
const PORTS: Record<MailSecurity, number> = { starttls: 587, tls: 465, none: 25 };

/** How mails leave: the account with its password, a test, and the texts. */
export function MailSettings() {
  const { data, error } = useMailSetup();
  return (
    <div className="page-main">
      {error && <Problem error={error} />}
      {data && <Account key={JSON.stringify(data.account)} setup={data} />}
      <MailTemplates />
    </div>
  );
}

function Account({ setup }: { setup: MailSetup }) {
  const { t } = useTranslation();
  const [fields, setFields] = useState<MailAccount>(
    setup.account.port === 0 ? { ...setup.account, port: PORTS.starttls } : setup.account,
  );
  const write = (change: Partial<MailAccount>) => setFields((now) => ({ ...now, ...change }));
  const saving = useSaveAccount();
  const administers = useMay()("administer");
  const submit = () => {
    if (saving.isPending || !administers) return;
    saving.mutate(fields, { onSuccess: () => tell({ text: t("mail.account.saved") }) });
  };
  useShortcuts({ "mod+s": submit });
  type Text = "sender_name" | "sender_address" | "reply_to" | "server" | "user" | "certificate";
  const text = (key: Text, rows?: number) => (
    <TextField
      id={`mail-${key}`}
      label={t(`mail.account.${key}`)}
      rows={rows}
      required={key === "sender_address"}
      value={fields[key]}
      onChange={(typed) => write({ [key]: typed })}
    />
  );
  return (
    <Form layout="vertical" className="panel form-page" disabled={!administers} onFinish={submit}>
      <h2>{t("mail.account.title")}</h2>
      <p className="second">{t("mail.account.body")}</p>
      {saving.error && <Problem error={saving.error} />}
      <div className="two">
        {text("sender_name")}
        {text("sender_address")}
        {text("reply_to")}
        <Labelled id="mail-copy" label=" ">
          <Checkbox
            id="mail-copy"
            checked={fields.copy_to_self}
            onChange={(event) => write({ copy_to_self: event.target.checked })}
          >
            {t("mail.account.copy_to_self")}
          </Checkbox>
        </Labelled>
        {text("server")}
        {text("user")}
        <ChoiceField<MailSecurity>
          id="mail-security"
          label={t("mail.account.security")}
          value={fields.security}
          options={SECURITIES.map((value) => ({ value, label: t(`mail.account.securities.${value}`) }))}
          onChange={(security) => security && write({ security, port: PORTS[security] })}
        />
        <Labelled id="mail-port" label={t("mail.account.port")}>
          <InputNumber
            id="mail-port"
            min={1}
            max={65535}
            precision={0}
            value={fields.port}
            onChange={(port) => write({ port: port ?? 0 })}
          />
        </Labelled>
      </div>
      {fields.security !== "none" && text("certificate", 2)}
      <div className="form-foot">
        <Test setup={setup} />
        <span className="grow" />
        <Button type="primary" htmlType="submit" loading={saving.isPending}>
          {t("settings.save")} <Key name="Ctrl S" />
        </Button>
      </div>
      <Password setup={setup} />
    </Form>
  );
}

/** Where the password is, and a way to enter it or to have it forgotten; it is never in the book. */
function Password({ setup: { account, secret } }: { setup: MailSetup }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const [keeps, setKeeps] = useState(true);
  const setting = useSetPassword();
  if (account.server === "" || secret === "not_needed") return null;
  const set = (given: string | null) =>
    setting.mutate({ password: given, in_key_store: keeps }, { onSuccess: () => setPassword("") });
  return (
    <section aria-label={t("mail.account.password")}>
      <h2>
        {t("mail.account.password")} <span className="second">{t(`mail.account.places.${secret}`)}</span>
      </h2>
      {setting.error && <Problem error={setting.error} />}
      <div className="row">
        <div className="grow">
          <TextField
            id="mail-password"
            kind="password"
            label={t("mail.passwordOf", { user: account.user })}
            value={password}
            onChange={setPassword}
          />
        </div>
        <Button disabled={password === ""} loading={setting.isPending} onClick={() => set(password)}>
          {t("mail.enterPassword")}
        </Button>
        {secret !== "nowhere" && <Button onClick={() => set(null)}>{t("mail.account.forget")}</Button>}
      </div>
      <Checkbox checked={keeps} onChange={(event) => setKeeps(event.target.checked)}>
        {t("mail.inKeyStore")}
      </Checkbox>
    </section>
  );
}

/** A mail to oneself, sent at once; what the server says stands here. */
function Test({ setup: { account } }: { setup: MailSetup }) {
  const { t } = useTranslation();
  const queueing = useQueueMail();
  const job = useSendMails();
  if (account.server === "") return null;
  const address = account.sender_address;
  const send = async () => {
    try {
      await queueing.mutateAsync({ mail: { of: "test" }, to: [address] });
    } catch {
      return;
    }
    const round = await job.send();
    if (round)
      tell({ text: t(round.sent > 0 ? "mail.account.testSent" : "mail.account.testOpen", { address }) });
  };
  const failed = queueing.error ?? job.error;
  return (
    <>
      <Button loading={queueing.isPending || job.running} onClick={() => void send()}>
        {t("mail.account.test")}
      </Button>
      {failed && <Problem error={failed} />}
    </>
  );
}
