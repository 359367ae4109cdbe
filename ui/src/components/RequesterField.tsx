import { useTranslation } from "react-i18next";
import { useUserNames } from "../lib/users";
import { ChoiceField } from "./fields";

type Props = { id: string; value: number | null; onChange: (user: number | null) => void };

/** Who asked for what is being approved; nobody chosen is the one who approves. */
export function RequesterField({ id, value, onChange }: Props) {
  const { t } = useTranslation();
  const users = useUserNames().filter((user) => user.active);
  return (
    <ChoiceField<string>
      id={id}
      label={t("credit.override.requestedBy")}
      hint={t("credit.override.requestedHint")}
      value={value === null ? null : String(value)}
      otherwise=" "
      options={users.map((user) => ({ value: String(user.id), label: user.name }))}
      onChange={(user) => onChange(user === null ? null : Number(user))}
    />
  );
}
