import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Item, ItemFields } from "../../bindings";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { Key } from "../../components/Key";
import { MoneyInput } from "../../components/MoneyInput";
import { Problem } from "../../components/Problem";
import { StatusPill } from "../../components/StatusPill";
import { nameIn } from "../../lib/bilingual";
import { useDraft } from "../../lib/draft";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useMay } from "../../lib/session";
import { useTaxesOn } from "../../lib/taxes";
import { useArchiveItem, useBookCurrency, useRevenueAccounts, useSaveItem } from "./queries";

const EMPTY: ItemFields = {
  code: "",
  name_zh: "",
  name_en: "",
  unit: "",
  specification: "",
  price: null,
  tax: null,
  account: null,
  notes: "",
};

type Props = { item?: Item; onSaved?: (item: Item) => void; onLeave: () => void };

/** An item's editor beside the list. */
export function ItemForm({ item, onSaved, onLeave }: Props) {
  const { t, i18n } = useTranslation();
  const { fields, write, forget } = useDraft(
    `item.${item ? `${item.id}.${item.version}` : "new"}`,
    item?.fields ?? EMPTY,
  );
  const [tried, setTried] = useState(false);
  const currency = useBookCurrency();
  const taxes = useTaxesOn().filter((tax) => tax.active);
  const accounts = useRevenueAccounts().data ?? [];
  const saving = useSaveItem();
  const archiving = useArchiveItem();
  const edits = useMay()("edit_parties");
  const nameless = fields.name_zh.trim() === "" && fields.name_en.trim() === "";
  const submit = () => {
    setTried(true);
    if (nameless || saving.isPending || !edits) return;
    saving.mutate(
      { id: item?.id, version: item?.version, fields },
      {
        onSuccess: (saved) => {
          forget();
          tell({ text: t("items.saved", { name: nameIn(i18n.language, saved.fields) }) });
          onSaved?.(saved);
        },
      },
    );
  };
  const archive = (one: Item) => {
    const archived = !one.archived;
    archiving.mutate(
      { id: one.id, archived },
      {
        onSuccess: () =>
          tell({
            text: t(archived ? "items.archivedOne" : "items.restoredOne", { code: one.fields.code }),
            undo: () => archiving.mutate({ id: one.id, archived: !archived }),
          }),
      },
    );
  };
  const leave = () => {
    forget();
    onLeave();
  };
  useShortcuts({ "mod+s": submit, "mod+Enter": submit });
  return (
    <Form layout="vertical" className="side-form" disabled={!edits} onFinish={submit}>
      {!edits && <p className="second">{t("app.readOnly")}</p>}
      {item?.archived && <StatusPill status={{ kind: "archived" }} />}
      {(saving.error ?? archiving.error) && <Problem error={saving.error ?? archiving.error} />}
      <TextField
        id="item-name-zh"
        label={t("items.nameZh")}
        autoFocus={item === undefined}
        value={fields.name_zh}
        problem={tried && nameless ? t("items.nameMissing") : undefined}
        onChange={(name_zh) => write({ name_zh })}
      />
      <TextField
        id="item-name-en"
        label={t("items.nameEn")}
        value={fields.name_en}
        onChange={(name_en) => write({ name_en })}
      />
      <div className="two">
        <TextField
          id="item-code"
          label={t("items.code")}
          value={fields.code}
          hint={fields.code === "" ? t("items.codeGiven") : undefined}
          onChange={(code) => write({ code })}
        />
        <TextField
          id="item-unit"
          label={t("items.unit")}
          value={fields.unit}
          onChange={(unit) => write({ unit })}
        />
      </div>
      <TextField
        id="item-specification"
        label={t("items.specification")}
        value={fields.specification}
        onChange={(specification) => write({ specification })}
      />
      <div className="two">
        <Labelled id="item-price" label={`${t("items.price")} ${currency}`}>
          <MoneyInput
            label={t("items.price")}
            currency={currency}
            value={fields.price ?? ""}
            onChange={(price) => write({ price: price || null })}
          />
        </Labelled>
        <ChoiceField
          id="item-tax"
          label={t("items.tax")}
          value={fields.tax ?? null}
          otherwise={t("items.companyTax")}
          options={taxes.map((tax) => ({ value: tax.code, label: nameIn(i18n.language, tax) }))}
          onChange={(tax) => write({ tax })}
        />
      </div>
      <ChoiceField
        id="item-account"
        label={t("items.account")}
        value={fields.account ?? null}
        otherwise={t("items.salesAccount")}
        options={accounts.map((account) => ({
          value: account.code,
          label: `${account.code} ${nameIn(i18n.language, account)}`,
        }))}
        onChange={(account) => write({ account })}
      />
      <TextField
        id="item-notes"
        label={t("items.notes")}
        rows={2}
        value={fields.notes}
        onChange={(notes) => write({ notes })}
      />
      <div className="row">
        {item && (
          <Button type="text" loading={archiving.isPending} onClick={() => archive(item)}>
            {t(item.archived ? "items.restore" : "items.archive")}
          </Button>
        )}
        <span className="grow" />
        <Button onClick={leave}>{t("items.cancel")}</Button>
        <Button type="primary" htmlType="submit" loading={saving.isPending}>
          {t("items.save")} <Key name="Ctrl S" />
        </Button>
      </div>
    </Form>
  );
}
