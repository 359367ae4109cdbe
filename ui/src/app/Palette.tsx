import { Input, Modal } from "antd";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { DocumentKind, Hit as Found, Money } from "../bindings";
import { Key } from "../components/Key";
import { MoneyText } from "../components/MoneyText";
import { homeOf } from "../lib/homes";
import { useMay } from "../lib/session";
import { places, rightOf } from "./places";
import { useSearch } from "./queries";

type Hit = {
  key: string;
  group: "pages" | "actions" | "parties" | "documents" | "items";
  title: string;
  detail?: string;
  amount?: Money | null;
  path: string;
};
const groupOf = { customer: "parties", supplier: "parties", document: "documents", item: "items" } as const;
const pathOf = (hit: Found) => {
  if (hit.kind === "document") return homeOf((hit.document_kind ?? "invoice") as DocumentKind, hit.id);
  return { customer: `/customers/${hit.id}`, supplier: `/suppliers/${hit.id}`, item: `/items/${hit.id}` }[
    hit.kind
  ];
};

/** Every page, action, customer, document number and amount, from the keyboard. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const { data } = useSearch(text);
  const may = useMay();
  const fits = (title: string) => title.toLowerCase().includes(text.trim().toLowerCase());
  const found: Hit[] =
    text.trim() === ""
      ? []
      : (data ?? []).map((hit) => ({
          key: `${hit.kind}-${hit.id}`,
          group: groupOf[hit.kind],
          title: hit.title,
          detail: hit.detail,
          amount: hit.amount,
          path: pathOf(hit),
        }));
  const actions: Hit[] = [
    { key: "new-customer", group: "actions", title: t("palette.newCustomer"), path: "/customers/new" },
    { key: "new-supplier", group: "actions", title: t("palette.newSupplier"), path: "/suppliers/new" },
    { key: "new-quote", group: "actions", title: t("orders.quotes.new"), path: "/quotes/new" },
    { key: "new-opportunity", group: "actions", title: t("pipeline.newTitle"), path: "/pipeline/new" },
    { key: "new-lead", group: "actions", title: t("leads.newTitle"), path: "/leads?act=new" },
    { key: "new-order", group: "actions", title: t("orders.orders.new"), path: "/orders/new" },
    { key: "new-delivery", group: "actions", title: t("orders.deliveries.new"), path: "/deliveries/new" },
    { key: "new-invoice", group: "actions", title: t("palette.newInvoice"), path: "/invoices/new" },
    { key: "new-receipt", group: "actions", title: t("palette.newReceipt"), path: "/receipts/new" },
    { key: "new-bill", group: "actions", title: t("palette.newBill"), path: "/bills/new" },
    { key: "new-payment", group: "actions", title: t("palette.newPayment"), path: "/payments/new" },
    {
      key: "new-recurring",
      group: "actions",
      title: t("recurring.sales.new"),
      path: "/recurring/sales/new",
    },
    {
      key: "new-recurring-bill",
      group: "actions",
      title: t("recurring.purchases.new"),
      path: "/recurring/purchases/new",
    },
    { key: "new-voucher", group: "actions", title: t("vouchers.new"), path: "/vouchers/new" },
    { key: "new-task", group: "actions", title: t("activities.tasks.new"), path: "/today?new=yes" },
    { key: "new-item", group: "actions", title: t("palette.newItem"), path: "/items/new" },
  ];
  const pages: Hit[] = places.map(({ path, word }) => ({
    key: path,
    group: "pages",
    title: t(`nav.${word}`),
    path,
  }));
  const hits = [
    ...found,
    ...[...actions, ...pages].filter((hit) => may(rightOf(hit.path)) && fits(hit.title)),
  ];
  const take = (hit: Hit | undefined) => {
    if (!hit) return;
    onClose();
    goTo(hit.path);
  };
  const hear = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setAt((now) => Math.min(hits.length - 1, now + 1));
    else if (event.key === "ArrowUp") setAt((now) => Math.max(0, now - 1));
    else if (event.key === "Enter") take(hits[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      closable={false}
      width={640}
      className="palette"
      style={{ top: 104 }}
    >
      <Input
        autoFocus
        variant="borderless"
        size="large"
        aria-label={t("palette.placeholder")}
        placeholder={t("palette.placeholder")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={hear}
      />
      <div className="palette-list" role="listbox" aria-label={t("app.commands")}>
        {hits.length === 0 && <p className="palette-head">{t("palette.none")}</p>}
        {hits.map((hit, place) => (
          <div key={hit.key}>
            {hits[place - 1]?.group !== hit.group && (
              <div className="palette-head">{t(`palette.${hit.group}`)}</div>
            )}
            <button
              type="button"
              role="option"
              aria-selected={place === at}
              className="plain palette-hit"
              onClick={() => take(hit)}
            >
              <span className="grow">{hit.title}</span>
              <span className="second">{hit.detail}</span>
              <MoneyText value={hit.amount} />
            </button>
          </div>
        ))}
      </div>
      <div className="palette-foot row">
        <Key name="↑" /> <Key name="↓" /> {t("palette.move")} <Key name="Enter" /> {t("palette.open")}
        <span className="grow" />
        {t("palette.hint")}
      </div>
    </Modal>
  );
}
