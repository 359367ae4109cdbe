import { Checkbox, Input, Select } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Rule } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { MoneyInput } from "../../components/MoneyInput";
import { PartyPicker } from "../../components/Picker";
import { finderOf, useParty } from "../../lib/parties";
import { useSession } from "../../lib/session";
import type { Entry } from "./allocation";
import { CurrencyPicker } from "./CurrencyPicker";
import { type CashKind, shelves } from "./kinds";
import { useAccounts } from "./queries";

const RULES: Rule[] = ["exact_then_oldest", "oldest", "chosen"];

type Props = { kind: CashKind; entry: Entry; write: (change: Partial<Entry>) => void };

/** Who paid, how much, when and where it arrived. */
export function CashFields({ kind, entry, write }: Props) {
  const { t, i18n } = useTranslation();
  const { data: party } = useParty(entry.party_id);
  const { data: session } = useSession();
  const { data: accounts = [] } = useAccounts();
  const find = useMemo(() => finderOf(shelves[kind].business), [kind]);
  const places = accounts.filter(
    (account) =>
      account.type === "asset" &&
      account.side === "debit" &&
      account.postable &&
      account.active &&
      !account.control,
  );
  const word = (account: { name_zh: string; name_en: string }) =>
    i18n.language === "en" ? account.name_en : account.name_zh;
  return (
    <div className="cash-fields">
      <div className="wide">
        <span className="caption">{t(`cash.${kind}.party`)}</span>
        <PartyPicker
          autoFocus={entry.party_id === null}
          value={party ? { id: party.id, name: party.fields.name, detail: party.fields.code } : null}
          onChange={(choice) =>
            write({ party_id: choice?.id ?? null, rule: "exact_then_oldest", chosen: {}, discounts: {} })
          }
          find={find}
        />
      </div>
      <div>
        <span className="caption">{t("cash.amount")}</span>
        <MoneyInput
          label={t("cash.amount")}
          autoFocus={entry.party_id !== null}
          value={entry.amount}
          currency={entry.currency ?? session?.book.currency ?? ""}
          onChange={(amount) => write({ amount })}
        />
      </div>
      <div>
        <span className="caption">{t("documents.currency")}</span>
        <CurrencyPicker value={entry.currency} onChange={(currency) => write({ currency })} />
      </div>
      <div>
        <span className="caption">{t("documents.date")}</span>
        <DateInput
          label={t("documents.date")}
          value={entry.date}
          onChange={(date) => date && write({ date })}
        />
      </div>
      <div>
        <span className="caption">{t("cash.account")}</span>
        <Select
          aria-label={t("cash.account")}
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("cash.accountDefault")}
          value={entry.account ?? undefined}
          onChange={(account?: string) => write({ account: account ?? null })}
          options={places.map((account) => ({
            value: account.code,
            label: `${account.code} ${word(account)}`,
          }))}
        />
      </div>
      {kind === "receipt" && (
        <div>
          <span className="caption">{t("cash.fee")}</span>
          <MoneyInput
            label={t("cash.fee")}
            value={entry.fee}
            currency={entry.currency ?? session?.book.currency ?? ""}
            onChange={(fee) => write({ fee })}
          />
        </div>
      )}
      <div>
        <span className="caption">{t("cash.reference")}</span>
        <Input
          aria-label={t("cash.reference")}
          value={entry.reference}
          onChange={(event) => write({ reference: event.target.value })}
        />
      </div>
      <div className="wide">
        <span className="caption">{t("cash.rule")}</span>
        <Select
          disabled={entry.deposit}
          aria-label={t("cash.rule")}
          value={entry.rule}
          onChange={(rule) => write({ rule })}
          options={RULES.map((rule) => ({ value: rule, label: t(`cash.rules.${rule}`) }))}
        />
      </div>
      <div className="wide">
        <span className="caption">{t("cash.notes")}</span>
        <Input
          aria-label={t("cash.notes")}
          value={entry.notes}
          onChange={(event) => write({ notes: event.target.value })}
        />
      </div>
      <div className="wide">
        <Checkbox checked={entry.deposit} onChange={(event) => write({ deposit: event.target.checked })}>
          {t("cash.deposit.is")}
        </Checkbox>
      </div>
    </div>
  );
}
