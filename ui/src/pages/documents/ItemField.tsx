import { AutoComplete, Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Item } from "../../bindings";
import { nameIn } from "../../lib/bilingual";
import { findItems } from "../../lib/items";
import { formatAmount } from "../../lib/money";
import { type Line, type Pricing, withItem, withPrice } from "./editing";
import { findPrice, useItem } from "./queries";

const PAUSE_MS = 100;

type Props = {
  line: Line;
  number: number;
  priced?: Pricing;
  onChange: (line: Line) => void;
  onTaken: () => void;
};

/** The description of a line: free words, or an item of the catalog found while typing. */
export function ItemField({ line, number, priced, onChange, onTaken }: Props) {
  const { t, i18n } = useTranslation();
  const [asked, setAsked] = useState("");
  const [found, setFound] = useState<Item[]>([]);
  useEffect(() => {
    if (asked.trim() === "") {
      setFound([]);
      return;
    }
    let overtaken = false;
    const timer = setTimeout(() => {
      findItems(asked).then(
        (items) => !overtaken && setFound(items),
        () => !overtaken && setFound([]),
      );
    }, PAUSE_MS);
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [asked]);
  const english = i18n.language === "en";
  // A line that names only an item is printed with the item's name.
  const { data: item } = useItem(line.description === "" ? line.item_id : null);
  const take = (id: number) => {
    const item = found.find((each) => each.id === id);
    setAsked("");
    if (!item) return;
    onTaken();
    const taken = withItem(line, item, english, Boolean(priced));
    onChange(taken);
    if (!priced) return;
    findPrice({ ...priced, item_id: item.id, quantity: taken.quantity }).then(
      ({ chosen }) => chosen && onChange(withPrice(taken, chosen)),
      () => {},
    );
  };
  return (
    <AutoComplete
      value={line.description}
      variant="borderless"
      defaultActiveFirstOption
      popupMatchSelectWidth={320}
      options={found.map(({ id, fields }) => ({
        value: String(id),
        label: (
          <span className="row">
            <span>{nameIn(i18n.language, fields)}</span>
            <span className="grow second">{fields.specification || fields.code}</span>
            <span className="num">{fields.price ? formatAmount(fields.price) : ""}</span>
          </span>
        ),
      }))}
      onSelect={(id) => take(Number(id))}
      onChange={(text, option) => {
        if (Array.isArray(option) || option?.value !== undefined) return;
        onChange({ ...line, description: text ?? "", item_id: null, price: line.price && { offered: null } });
        setAsked(text ?? "");
      }}
      onBlur={() => setAsked("")}
    >
      <Input
        variant="borderless"
        data-cell="description"
        autoComplete="off"
        placeholder={item && nameIn(i18n.language, item.fields)}
        aria-label={`${t("documents.line", { line: number })} ${t("documents.description")}`}
      />
    </AutoComplete>
  );
}
