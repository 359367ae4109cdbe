import { Button, Checkbox, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Role, User, UserFields } from "../../bindings";
import { ChoiceField, TextField } from "../../components/fields";
import { agrees, NewPassword } from "../../components/NewPassword";
import { Problem } from "../../components/Problem";
import { tell } from "../../lib/lastAct";
import { useSaveUser, useSetPassword } from "./queries";

const ROLES: Role[] = ["owner", "bookkeeper", "sales", "viewer"];
const EMPTY: UserFields = { name: "", role: "bookkeeper", active: true };

/** A user's name and role; a user is never deleted, since the trail names them. */
export function UserForm({ user, onSaved }: { user?: User; onSaved: (user: User) => void }) {
  const { t } = useTranslation();
  const [fields, setFields] = useState<UserFields>(
    user
      ? { id: user.id, name: user.name, role: user.role, language: user.language, active: user.active }
      : EMPTY,
  );
  const write = (change: Partial<UserFields>) => setFields((now) => ({ ...now, ...change }));
  const saving = useSaveUser();
  const submit = () =>
    saving.mutate(fields, {
      onSuccess: (saved) => {
        tell({ text: t("settings.users.saved", { name: saved.name }) });
        onSaved(saved);
      },
    });
  return (
    <Form layout="vertical" className="side-form" onFinish={submit}>
      {saving.error && <Problem error={saving.error} />}
      <TextField
        id="user-name"
        label={t("settings.name")}
        autoFocus={user === undefined}
        value={fields.name}
        onChange={(name) => write({ name })}
      />
      <ChoiceField
        id="user-role"
        label={t("settings.users.role")}
        value={fields.role}
        options={ROLES.map((value) => ({ value, label: t(`settings.users.roles.${value}`) }))}
        hint={t(`settings.users.mayDo.${fields.role}`)}
        onChange={(role) => role && write({ role })}
      />
      <Checkbox checked={fields.active} onChange={(event) => write({ active: event.target.checked })}>
        {t("settings.users.active")}
      </Checkbox>
      <div className="row" style={{ marginTop: 8 }}>
        <Button type="primary" htmlType="submit" loading={saving.isPending}>
          {t("settings.save")}
        </Button>
      </div>
    </Form>
  );
}

/** Sets a password, or takes it away when left empty. */
export function PasswordForm({ user, onSaved }: { user: User; onSaved: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState({ password: "", again: "" });
  const saving = useSetPassword();
  const submit = () =>
    saving.mutate(
      { user_id: user.id, password: typed.password || null },
      {
        onSuccess: () => {
          tell({ text: t("settings.users.passwordSaved", { name: user.name }) });
          onSaved();
        },
      },
    );
  return (
    <Form layout="vertical" className="side-form" style={{ marginTop: 20 }} onFinish={submit}>
      {saving.error && <Problem error={saving.error} />}
      <NewPassword id="user" value={typed} onChange={setTyped} />
      <Button htmlType="submit" disabled={!agrees(typed)} loading={saving.isPending}>
        {t(
          typed.password === "" && user.has_password
            ? "settings.users.takeAway"
            : "settings.users.setPassword",
        )}
      </Button>
    </Form>
  );
}
