import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { BankAccount } from "../../bindings";
import { TextField } from "../../components/fields";

const EMPTY: BankAccount = { holder: "", bank: "", account: "", routing: "" };

/** The accounts that customers pay into, printed in this order. */
export function CompanyBanks({
  banks,
  onChange,
}: {
  banks: BankAccount[];
  onChange: (banks: BankAccount[]) => void;
}) {
  const { t } = useTranslation();
  const write = (at: number, change: Partial<BankAccount>) =>
    onChange(banks.map((bank, place) => (place === at ? { ...bank, ...change } : bank)));
  return (
    <>
      {banks.map((bank, at) => (
        // An account has no identity but its place in the list.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div className="four" key={at}>
          {(["holder", "bank", "account", "routing"] as const).map((key) => (
            <TextField
              key={key}
              id={`bank-${at}-${key}`}
              label={t(`settings.company.bank.${key}`)}
              value={bank[key]}
              onChange={(typed) => write(at, { [key]: typed })}
            />
          ))}
          <Button
            type="text"
            style={{ marginBottom: 8 }}
            aria-label={t("settings.remove")}
            onClick={() => onChange(banks.filter((_, place) => place !== at))}
          >
            {"×"}
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => onChange([...banks, EMPTY])}>
        {t("settings.company.addBank")}
      </Button>
    </>
  );
}
