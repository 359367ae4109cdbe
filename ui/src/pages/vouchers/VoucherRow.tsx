import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Account } from "../../bindings";
import { MoneyInput } from "../../components/MoneyInput";
import { PartyPicker } from "../../components/Picker";
import { nameIn } from "../../lib/bilingual";
import { findParties } from "../../lib/parties";
import { type Line, onSide } from "./voucher";

type Props = {
  line: Line;
  at: number;
  accounts: Account[];
  currency: string;
  onChange: (line: Line) => void;
  onRemove: () => void;
};

/** An account is meant by the beginning of its code, or by any part of its name. */
function isMeant(text: string, label: string): boolean {
  const typed = text.trim().toLowerCase();
  const [code = "", ...name] = label.toLowerCase().split(" ");
  return code.startsWith(typed) || (Number.isNaN(Number(typed)) && name.join(" ").includes(typed));
}

/** A line: its account, the party where the account is of open items, and an amount on one side. */
export function VoucherRow({ line, at, accounts, currency, onChange, onRemove }: Props) {
  const { t, i18n } = useTranslation();
  const account = accounts.find((each) => each.code === line.account);
  const row = (word: string) => `${t("vouchers.line", { at })} ${word}`;
  return (
    <tr>
      <td>
        <Select
          style={{ width: "100%" }}
          showSearch={{ filterOption: (text, option) => isMeant(text, option?.label ?? "") }}
          aria-label={row(t("vouchers.account"))}
          value={line.account ?? undefined}
          onChange={(code: string) => onChange({ ...line, account: code, party: null })}
          options={accounts
            .filter((each) => each.postable && each.active)
            .map((each) => ({ value: each.code, label: `${each.code} ${nameIn(i18n.language, each)}` }))}
        />
      </td>
      <td>
        {account?.control && (
          <PartyPicker
            value={line.party}
            find={findParties}
            onChange={(party) => onChange({ ...line, party })}
          />
        )}
      </td>
      {(["debit", "credit"] as const).map((side) => (
        <td key={side}>
          <MoneyInput
            label={row(t(`vouchers.${side}`))}
            value={line[side]}
            currency={currency}
            onChange={(amount) => onChange(onSide(line, side, amount))}
          />
        </td>
      ))}
      <td>
        <Button type="text" size="small" aria-label={row(t("vouchers.remove"))} onClick={onRemove}>
          ×
        </Button>
      </td>
    </tr>
  );
}
