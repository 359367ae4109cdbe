import { useTranslation } from "react-i18next";
import type { Item } from "../../bindings";
import { FigureInput } from "../../components/FigureInput";
import { ItemPicker } from "../../components/Picker";
import { nameIn } from "../../lib/bilingual";
import { findItems } from "../../lib/items";
import type { PriceRow } from "./PriceList";
import { useItem } from "./queries";

type Props = { rows: PriceRow[]; empty: PriceRow; onRows: (rows: PriceRow[]) => void };

/** Items with their price from a quantity on; the last row is always free. */
export function PriceRows({ rows, empty, onRows }: Props) {
  const { t } = useTranslation();
  const write = (at: number, change: Partial<PriceRow>) => {
    const next = rows.map((row, place) => (place === at ? { ...row, ...change } : row));
    const last = next.at(-1);
    onRows(last && last.item_id !== null ? [...next, empty] : next);
  };
  return (
    <div className="price-rows">
      <span className="caption">{t("classes.prices.item")}</span>
      <span className="caption end">{t("classes.prices.fromQuantity")}</span>
      <span className="caption end">{t("classes.prices.price")}</span>
      <span />
      {rows.map((row, at) => (
        <Row
          // Rows are added at the end and removed by place; one item has several.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={at}
          row={row}
          number={at + 1}
          onChange={(change) => write(at, change)}
          onRemove={rows.length > 1 ? () => onRows(rows.filter((_, place) => place !== at)) : undefined}
        />
      ))}
    </div>
  );
}

type RowProps = {
  row: PriceRow;
  number: number;
  onChange: (change: Partial<PriceRow>) => void;
  onRemove?: () => void;
};

function Row({ row, number, onChange, onRemove }: RowProps) {
  const { t, i18n } = useTranslation();
  const { data: item } = useItem(row.item_id);
  const choice = (each: Item) => ({
    id: each.id,
    name: nameIn(i18n.language, each.fields),
    detail: each.fields.code,
  });
  const find = async (text: string) => (await findItems(text)).map(choice);
  return (
    <>
      <ItemPicker
        value={item ? choice(item) : null}
        onChange={(chosen) => onChange({ item_id: chosen?.id ?? null })}
        find={find}
      />
      <FigureInput
        label={`${t("classes.prices.fromQuantity")} ${number}`}
        placeholder={t("classes.prices.any")}
        value={row.from_quantity}
        onChange={(from_quantity) => onChange({ from_quantity })}
      />
      <FigureInput
        label={`${t("classes.prices.price")} ${number}`}
        value={row.unit_price}
        onChange={(unit_price) => onChange({ unit_price })}
      />
      {onRemove ? (
        <button
          type="button"
          className="plain third"
          aria-label={`${t("parties.remove")} ${number}`}
          onClick={onRemove}
        >
          {"×"}
        </button>
      ) : (
        <span />
      )}
    </>
  );
}
