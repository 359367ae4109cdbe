import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useMay, useSession } from "../../lib/session";
import type { Editing } from "./editing";
import { shelfOf, shelves, type TradeKind } from "./kinds";
import { useSalespeople } from "./queries";

type Props = { kind: TradeKind; editing: Editing; write: (change: Partial<Editing>) => void };

/** Who sold it: whoever writes it unless another is named. Asked where more than one may sell. */
export function SalespersonField({ kind, editing, write }: Props) {
  const { t } = useTranslation();
  const sells = shelves[shelfOf(kind)].business === "customer";
  const people = useSalespeople(sells).data ?? [];
  const me = useSession().data?.user.id;
  const may = useMay()("sell");
  if (!sells || people.length < 2) return null;
  return (
    <>
      <span className="caption">{t("orders.salesperson")}</span>
      <Select
        aria-label={t("orders.salesperson")}
        value={editing.salesperson ?? (may ? me : undefined)}
        placeholder={t("orders.nobody")}
        onChange={(salesperson) => write({ salesperson })}
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </>
  );
}
