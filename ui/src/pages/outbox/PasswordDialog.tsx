import { Checkbox, Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextField } from "../../components/fields";
import { Problem } from "../../components/Problem";
import { useMailSetup, useSetPassword } from "../../lib/mails";

type Props = { onClose: () => void; onKnown: () => void };

/** Asks for the password of the mail account, once a session or for the key store of the system. */
export function PasswordDialog({ onClose, onKnown }: Props) {
  const { t } = useTranslation();
  const user = useMailSetup().data?.account.user ?? "";
  const [password, setPassword] = useState("");
  const [keeps, setKeeps] = useState(true);
  const setting = useSetPassword();
  const save = () =>
    setting.mutateAsync({ password, in_key_store: keeps }).then(
      () => {
        onClose();
        onKnown();
      },
      () => {},
    );
  return (
    <Modal
      open
      width={420}
      title={t("mail.enterPassword")}
      okButtonProps={{ loading: setting.isPending, disabled: password === "" }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <Form layout="vertical" onFinish={() => void save()}>
        <TextField
          id="mail-password"
          kind="password"
          autoFocus
          label={t("mail.passwordOf", { user })}
          value={password}
          onChange={setPassword}
        />
        <Checkbox checked={keeps} onChange={(event) => setKeeps(event.target.checked)}>
          {t("mail.inKeyStore")}
        </Checkbox>
      </Form>
      {setting.error ? <Problem error={setting.error} /> : null}
    </Modal>
  );
}
