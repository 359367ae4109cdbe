import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useCurrencies } from "../../lib/currencies";
import { useSession } from "../../lib/session";

type Props = { value: string | null; onChange: (currency: string | null) => void };

/** The currency of a document; the book's own needs no choosing. */
export function CurrencyPicker({ value, onChange }: Props) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const { data: currencies = [] } = useCurrencies();
  const own = session?.book.currency;
  return (
    <Select
      allowClear={value !== null}
      showSearch={{ optionFilterProp: "label" }}
      aria-label={t("documents.currency")}
      placeholder={own}
      value={value ?? undefined}
      onChange={(currency?: string) => onChange(currency ?? null)}
      options={currencies.map(({ code }) => ({ value: code, label: code }))}
    />
  );
}
