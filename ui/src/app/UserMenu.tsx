import { Dropdown } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { User } from "../bindings";
import { DoorError, shell } from "../lib/door";
import { sentenceOf } from "../lib/i18n";
import { tell } from "../lib/lastAct";
import { ChangePassword } from "./ChangePassword";

type Props = { user: User; onSwitch: () => void; onClosed: () => void };

/** Who works and as what; hands the desk to another user, or puts the book away. */
export function UserMenu({ user, onSwitch, onClosed }: Props) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  const after = (act: Promise<void>, done: () => void) =>
    act.then(done, (thrown) => tell({ text: sentenceOf(DoorError.from(thrown)) }));
  const role = t(`settings.users.roles.${user.role}`);
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            {
              key: "who",
              type: "group",
              label: `${user.name} · ${role}`,
              children: [
                { key: "password", label: t("app.changePassword"), onClick: () => setChanging(true) },
                {
                  key: "switch",
                  label: t("app.switchUser"),
                  onClick: () => void after(shell.logout(), onSwitch),
                },
                {
                  key: "close",
                  label: t("app.closeBook"),
                  onClick: () => void after(shell.close(), onClosed),
                },
              ],
            },
          ],
        }}
      >
        <button
          type="button"
          className="plain top-user"
          title={`${user.name} · ${role}`}
          aria-label={t("app.user")}
        >
          {user.name.slice(0, 1)}
        </button>
      </Dropdown>
      {changing && <ChangePassword user={user} onClose={() => setChanging(false)} />}
    </>
  );
}
