import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { LineAmounts, Tax } from "../../bindings";
import { FigureInput } from "../../components/FigureInput";
import { MoneyText } from "../../components/MoneyText";
import { shortName } from "../../lib/taxes";
import { type Line, type Pricing, withTypedPrice } from "./editing";
import { ItemField } from "./ItemField";

type Props = {
  number: number;
  line: Line;
  amounts: LineAmounts | undefined;
  taxes: Tax[];
  defaultTax: string | null | undefined;
  costs: boolean;
  priced?: Pricing;
  onChange: (line: Line) => void;
  onRemove: () => void;
  /** An item was chosen: its quantity comes next. */
  onTaken: () => void;
};

/** One line: what, how many, at which price and tax; its amounts come from the program. */
export function LineRow({
  number,
  line,
  amounts,
  taxes,
  defaultTax,
  costs,
  priced,
  onChange,
  onRemove,
  onTaken,
}: Props) {
  const { t, i18n } = useTranslation();
  const write = (change: Partial<Line>) => onChange({ ...line, ...change });
  const named = (word: "specification" | "unit" | "quantity" | "price" | "discount" | "tax" | "cost") =>
    `${t("documents.line", { line: number })} ${t(`documents.${word}`)}`;
  const code = line.tax ?? defaultTax;
  return (
    <div className="line-row">
      <span className="third num">{number}</span>
      <ItemField line={line} number={number} priced={priced} onChange={onChange} onTaken={onTaken} />
      <Input
        variant="borderless"
        aria-label={named("specification")}
        value={line.specification}
        onChange={(event) => write({ specification: event.target.value })}
      />
      <Input
        variant="borderless"
        aria-label={named("unit")}
        value={line.unit}
        onChange={(event) => write({ unit: event.target.value })}
      />
      <FigureInput
        borderless
        cell="quantity"
        label={named("quantity")}
        value={line.quantity}
        onChange={(quantity) => write({ quantity })}
      />
      <FigureInput
        borderless
        label={named("price")}
        value={line.unit_price}
        onChange={(unit_price) => onChange(withTypedPrice(line, unit_price, Boolean(priced)))}
      />
      <FigureInput
        borderless
        cell="discount"
        label={named("discount")}
        value={line.discount_percent ?? ""}
        onChange={(percent) => write({ discount_percent: percent || null })}
      />
      <span className="end">
        <MoneyText value={amounts?.net} />
      </span>
      <Select
        className="tax"
        variant="borderless"
        aria-label={named("tax")}
        popupMatchSelectWidth={false}
        suffixIcon={null}
        value={code ?? undefined}
        labelRender={({ value, label }) => {
          const chosen = taxes.find((tax) => tax.code === value);
          return chosen ? shortName(chosen, i18n.language) : label;
        }}
        onChange={(tax: string) => write({ tax })}
        options={taxes
          .filter((tax) => tax.active || tax.code === code)
          .map((tax) => ({
            value: tax.code,
            label: i18n.language === "en" ? tax.name_en : tax.name_zh,
          }))}
      />
      <span className="end second">
        <MoneyText value={amounts?.tax} zeroAs="dash" />
      </span>
      {costs && (
        <FigureInput
          borderless
          label={named("cost")}
          value={line.cost ?? ""}
          onChange={(cost) => write({ cost: cost || null })}
        />
      )}
      <button
        type="button"
        className="plain third"
        tabIndex={-1}
        aria-label={t("documents.removeLine", { line: number })}
        onClick={onRemove}
      >
        {"×"}
      </button>
    </div>
  );
}
