import { useTranslation } from "react-i18next";
import { TextField } from "./fields";

export type TypedTwice = { password: string; again: string };
export const agrees = ({ password, again }: TypedTwice): boolean => password === again;

type Props = { id: string; value: TypedTwice; onChange: (value: TypedTwice) => void };

/** A new password, typed twice. */
export function NewPassword({ id, value, onChange }: Props) {
  const { t } = useTranslation();
  const differs = value.again !== "" && !agrees(value);
  return (
    <>
      <TextField
        id={`${id}-password`}
        kind="password"
        label={t("settings.users.newPassword")}
        hint={t("settings.users.passwordHint")}
        value={value.password}
        onChange={(password) => onChange({ ...value, password })}
      />
      <TextField
        id={`${id}-again`}
        kind="password"
        label={t("settings.users.again")}
        problem={differs ? t("settings.users.differs") : undefined}
        value={value.again}
        onChange={(again) => onChange({ ...value, again })}
      />
    </>
  );
}
