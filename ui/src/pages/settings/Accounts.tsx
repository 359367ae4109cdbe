import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Account } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { TextField } from "../../components/fields";
import { PeekPanel } from "../../components/PeekPanel";
import { Problem } from "../../components/Problem";
import { nameIn } from "../../lib/bilingual";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useMay } from "../../lib/session";
import { useAccounts, useSaveAccount } from "./queries";

/** The chart of accounts; a detail account can be put below one that has taken no postings. */
export function Accounts() {
  const { t, i18n } = useTranslation();
  const goTo = useNavigate();
  const list = useAccounts();
  const administers = useMay()("administer");
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<number | null>(null);
  const fits = (account: Account) =>
    `${account.code} ${account.name_zh} ${account.name_en}`.toLowerCase().includes(text.trim().toLowerCase());
  const rows = (list.data ?? []).filter(fits);
  const account = rows.find((each) => each.id === chosen);
  useShortcuts(chosen === null ? {} : { Escape: () => setChosen(null) });
  const columns: Column<Account>[] = [
    {
      key: "code",
      title: t("settings.accounts.code"),
      width: "130px",
      render: ({ code, parent }) => (
        <span className="num" style={{ paddingLeft: parent ? 12 : 0 }}>
          {code}
        </span>
      ),
    },
    {
      key: "name",
      title: t("settings.name"),
      width: "minmax(180px, 2fr)",
      render: (each) => nameIn(i18n.language, each),
    },
    {
      key: "type",
      title: t("settings.accounts.type"),
      width: "100px",
      render: (each) => t(`settings.accounts.types.${each.type}`),
    },
    {
      key: "side",
      title: t("settings.accounts.side"),
      width: "70px",
      render: (each) => t(`settings.accounts.sides.${each.side}`),
    },
    {
      key: "control",
      title: t("settings.accounts.control"),
      width: "minmax(120px, 1fr)",
      render: (each) => each.control && t(`settings.accounts.controls.${each.control}`),
    },
  ];
  return (
    <>
      <div className="page-main">
        <div className="row second">
          <Input
            size="small"
            allowClear
            style={{ width: 200 }}
            aria-label={t("settings.accounts.search")}
            placeholder={t("settings.accounts.search")}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <span>{t("settings.accounts.body")}</span>
        </div>
        <DataTable
          name="accounts"
          label={t("settings.tabs.accounts")}
          columns={columns}
          rows={rows}
          idOf={(each) => each.id}
          selected={chosen}
          onSelect={setChosen}
          onOpen={(each) => goTo(`/reports/general_ledger?account=${each.code}`)}
          loading={list.isLoading}
          error={list.error}
          empty={<EmptyState title={t("settings.accounts.none")} body={t("settings.accounts.body")} />}
        />
      </div>
      {account && (
        <PeekPanel
          title={`${account.code} ${nameIn(i18n.language, account)}`}
          onClose={() => setChosen(null)}
          onOpen={() => goTo(`/reports/general_ledger?account=${account.code}`)}
        >
          {administers && (
            <DetailAccountForm key={account.code} parent={account} onSaved={(saved) => setChosen(saved.id)} />
          )}
        </PeekPanel>
      )}
    </>
  );
}

function DetailAccountForm({ parent, onSaved }: { parent: Account; onSaved: (account: Account) => void }) {
  const { t } = useTranslation();
  const [fields, setFields] = useState({ code: parent.code, name_zh: "", name_en: "" });
  const write = (change: Partial<typeof fields>) => setFields((now) => ({ ...now, ...change }));
  const saving = useSaveAccount();
  const submit = () =>
    saving.mutate(
      { ...fields, parent: parent.code },
      {
        onSuccess: (saved) => {
          tell({ text: t("settings.accounts.saved", { code: saved.code }) });
          onSaved(saved);
        },
      },
    );
  return (
    <Form layout="vertical" className="side-form" onFinish={submit}>
      <p className="second">{t("settings.accounts.addBelow")}</p>
      {saving.error && <Problem error={saving.error} />}
      <TextField
        id="account-code"
        label={t("settings.accounts.code")}
        value={fields.code}
        hint={t("settings.accounts.codeHint", { code: parent.code })}
        onChange={(code) => write({ code })}
      />
      <TextField
        id="account-zh"
        label={t("settings.nameZh")}
        value={fields.name_zh}
        onChange={(name_zh) => write({ name_zh })}
      />
      <TextField
        id="account-en"
        label={t("settings.nameEn")}
        value={fields.name_en}
        onChange={(name_en) => write({ name_en })}
      />
      <Button
        type="primary"
        htmlType="submit"
        disabled={fields.code === parent.code}
        loading={saving.isPending}
      >
        {t("settings.accounts.add")}
      </Button>
    </Form>
  );
}
