import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { User } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { PeekPanel } from "../../components/PeekPanel";
import { StatusPill } from "../../components/StatusPill";
import { useShortcuts } from "../../lib/keyboard";
import { useUsers } from "./queries";
import { PasswordForm, UserForm } from "./UserForm";

/** Who may work on the book, in which role; every act in the trail carries one of these names. */
export function Users() {
  const { t } = useTranslation();
  const list = useUsers();
  const rows = list.data ?? [];
  const [chosen, setChosen] = useState<number | "new" | null>(null);
  const user = rows.find((each) => each.id === chosen);
  const leave = () => setChosen(null);
  useShortcuts({ n: () => setChosen("new"), ...(chosen === null ? {} : { Escape: leave }) });
  const columns: Column<User>[] = [
    { key: "name", title: t("settings.name"), width: "minmax(160px, 1fr)", render: (each) => each.name },
    {
      key: "role",
      title: t("settings.users.role"),
      width: "minmax(120px, 1fr)",
      render: (each) => t(`settings.users.roles.${each.role}`),
    },
    {
      key: "password",
      title: t("settings.users.password"),
      width: "110px",
      render: (each) => (each.has_password ? t("settings.users.hasPassword") : "–"),
    },
    {
      key: "state",
      title: "",
      width: "90px",
      render: (each) => (each.active ? null : <StatusPill status={{ kind: "archived" }} />),
    },
  ];
  return (
    <>
      <div className="page-main">
        <div className="row second">
          <span>{t("settings.users.body")}</span>
          <Button size="small" icon={<PlusOutlined />} onClick={() => setChosen("new")}>
            {t("settings.add")}
          </Button>
        </div>
        <DataTable
          name="users"
          label={t("settings.tabs.users")}
          columns={columns}
          rows={rows}
          idOf={(each) => each.id}
          selected={user?.id ?? null}
          onSelect={setChosen}
          loading={list.isLoading}
          error={list.error}
          empty={<EmptyState title={t("settings.tabs.users")} body={t("settings.users.body")} />}
        />
      </div>
      {chosen === "new" && (
        <PeekPanel title={t("settings.users.new")} onClose={leave}>
          <UserForm onSaved={(saved) => setChosen(saved.id)} />
        </PeekPanel>
      )}
      {user && (
        <PeekPanel title={user.name} onClose={leave}>
          <UserForm key={user.id} user={user} onSaved={leave} />
          <PasswordForm key={`password-${user.id}`} user={user} onSaved={leave} />
        </PeekPanel>
      )}
    </>
  );
}
