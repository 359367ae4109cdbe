import { Input } from "antd";
import { useTranslation } from "react-i18next";
import type { Opportunity } from "../../bindings";
import { FigureInput } from "../../components/FigureInput";
import { MoneyText } from "../../components/MoneyText";
import { ItemPicker } from "../../components/Picker";
import { RowsEditor } from "../../components/RowsEditor";
import { nameIn } from "../../lib/bilingual";
import { findItems } from "../../lib/items";
import { type EditedItem, EMPTY_ITEM } from "./editing";

type Props = {
  items: EditedItem[];
  onItems: (items: EditedItem[]) => void;
  saved: Opportunity | null;
  unsaved: boolean;
};

/** What is offered, at which quantities and prices; their sum is the amount. */
export function Items({ items, onItems, saved, unsaved }: Props) {
  const { t, i18n } = useTranslation();
  const found = new Map<number, EditedItem>();
  const find = async (text: string) =>
    (await findItems(text)).map(({ id, fields }) => {
      const name = nameIn(i18n.language, { name_zh: fields.name_zh ?? "", name_en: fields.name_en ?? "" });
      found.set(id, {
        item_id: id,
        description: name,
        unit: fields.unit ?? "",
        quantity: "1",
        unit_price: fields.price ?? "0",
      });
      return { id, name, detail: fields.code ?? undefined };
    });
  return (
    <div className="opportunity-items">
      <RowsEditor title={t("pipeline.items")} rows={items} empty={EMPTY_ITEM} onRows={onItems}>
        {(item, write) => (
          <>
            <ItemPicker
              value={item.item_id === null ? null : { id: item.item_id, name: item.description }}
              find={find}
              onChange={(chosen) =>
                chosen === null
                  ? write({ item_id: null })
                  : write({ ...found.get(chosen.id), quantity: item.quantity || "1" })
              }
            />
            <Input
              aria-label={t("pipeline.description")}
              placeholder={t("pipeline.description")}
              value={item.description}
              onChange={(event) => write({ description: event.target.value })}
            />
            <FigureInput
              label={t("pipeline.quantity")}
              placeholder={t("pipeline.quantity")}
              value={item.quantity}
              onChange={(quantity) => write({ quantity })}
            />
            <FigureInput
              label={t("pipeline.unitPrice")}
              placeholder={t("pipeline.unitPrice")}
              value={item.unit_price}
              onChange={(unit_price) => write({ unit_price })}
            />
          </>
        )}
      </RowsEditor>
      {saved && items.length > 0 && (
        <p className="end second">
          {unsaved ? t("pipeline.sumOnSave") : t("pipeline.sum")}{" "}
          {!unsaved && <MoneyText value={saved.amount} withCurrency />}
        </p>
      )}
    </div>
  );
}
