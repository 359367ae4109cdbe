import { Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { User } from "../bindings";
import { TextField } from "../components/fields";
import { agrees, NewPassword } from "../components/NewPassword";
import { Problem } from "../components/Problem";
import { tell } from "../lib/lastAct";
import { useChangePassword } from "./queries";

/** The user's own password in place of the old one; an empty new one takes it away. */
export function ChangePassword({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation();
  const [old, setOld] = useState("");
  const [typed, setTyped] = useState({ password: "", again: "" });
  const changing = useChangePassword();
  const change = () => {
    if (!agrees(typed)) return;
    changing.mutate(
      { old, new: typed.password || null },
      {
        onSuccess: () => {
          tell({ text: t("settings.users.passwordSaved", { name: user.name }) });
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      open
      width={420}
      title={t("app.changePassword")}
      okText={t("app.changePassword")}
      okButtonProps={{ loading: changing.isPending, disabled: !agrees(typed), htmlType: "submit" }}
      onCancel={onClose}
      modalRender={(dialog) => (
        <Form layout="vertical" onFinish={change}>
          {dialog}
        </Form>
      )}
    >
      {changing.error && <Problem error={changing.error} />}
      {user.has_password && (
        <TextField
          id="own-old"
          kind="password"
          label={t("settings.users.oldPassword")}
          autoFocus
          value={old}
          onChange={setOld}
        />
      )}
      <NewPassword id="own" value={typed} onChange={setTyped} />
    </Modal>
  );
}
