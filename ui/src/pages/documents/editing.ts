/** What an editor holds: the document's fields with a key for each line, and the way to and from the wire. */
import type {
  Currency,
  Document,
  DocumentFields,
  Item,
  LineFields,
  OfferedPrice,
  TradeFields,
} from "../../bindings";
import type { TradeKind } from "./kinds";

/** What a price depends on beside the item and its quantity. */
export type Pricing = { party_id: number | null; currency: Currency | null; date: string };
/** A discount in percent that was agreed with the customer. */
export type Standing = string | null | undefined;
export type Line = LineFields & { key: number };
export type Editing = Omit<TradeFields, "lines"> & { lines: Line[] };

let lastKey = 0;

/** An empty line, or one with these fields. A quantity or price not typed yet is an empty text. */
export function lineOf(fields: Partial<LineFields> = {}): Line {
  lastKey += 1;
  return {
    description: "",
    specification: "",
    unit: "",
    quantity: "",
    unit_price: "",
    ...fields,
    key: lastKey,
  };
}

/** A line at a price that was offered for it. */
export function withPrice(line: Line, offered: OfferedPrice): Line {
  return { ...line, unit_price: offered.unit_price, price: { offered } };
}

/** A line whose price somebody typed; of what is sold it is known what was offered instead, if anything was. */
export function withTypedPrice(line: Line, unit_price: string, sold: boolean): Line {
  return { ...line, unit_price, price: sold ? (line.price ?? { offered: null }) : line.price };
}

/** A line that was blank until now takes the discount agreed with the customer. */
export function withStanding(line: Line, before: Line | undefined, standing: Standing): Line {
  const begins = before !== undefined && isBlank(before) && !isBlank(line);
  return begins && standing && !line.discount_percent ? { ...line, discount_percent: standing } : line;
}

export function empty(partyId: number | null, date: string, inclusive: boolean): Editing {
  return {
    party_id: partyId,
    date,
    tax_mode: inclusive ? "inclusive" : "exclusive",
    reference: "",
    notes: "",
    lines: [lineOf()],
  };
}

/** The fields of an item on a line, in the language of the window. */
export function withItem(line: Line, item: Item, english: boolean, sold: boolean): Line {
  const { name_zh, name_en, specification, unit, price, tax, account } = item.fields;
  return {
    ...line,
    item_id: item.id,
    description: (english ? name_en || name_zh : name_zh || name_en) || item.fields.code,
    specification,
    unit,
    quantity: line.quantity || "1",
    unit_price: price ?? line.unit_price,
    tax: tax ?? null,
    account: account ?? null,
    price: price && sold ? { offered: { unit_price: price, source: { kind: "item" } } } : null,
  };
}

/** A line nobody has written in. */
export function isBlank(line: Line): boolean {
  return !line.item_id && line.description.trim() === "" && line.quantity === "" && line.unit_price === "";
}

/** The lines that count, in their order: blank ones are no part of the document. */
export function written(lines: Line[]): Line[] {
  return lines.filter((line) => !isBlank(line));
}

export function toWire(kind: TradeKind, editing: Editing): DocumentFields {
  const lines = written(editing.lines).map(({ key: _key, ...line }) => ({
    ...line,
    quantity: line.quantity || "0",
    unit_price: line.unit_price || "0",
    discount_percent: line.discount_percent || null,
    cost: kind === "bill" ? null : line.cost || null,
  }));
  const trade: TradeFields = { ...editing, discount_percent: editing.discount_percent || null, lines };
  return { kind, ...trade };
}

/** A saved draft for editing; one of another flow gives `null`. */
export function fromWire(fields: DocumentFields): { kind: TradeKind; editing: Editing } | null {
  if (!("lines" in fields)) return null;
  const { kind, lines, ...rest } = fields;
  return { kind, editing: { ...rest, lines: [...lines.map(lineOf), lineOf()] } };
}

/** The content of an issued document as a new draft: a copy, or a credit note that corrects it. */
export function copyOf(document: Document, date: string, corrects: boolean): Editing {
  const lines = document.lines.map((line, at) =>
    lineOf({
      description: line.description,
      specification: line.specification,
      unit: line.unit,
      quantity: line.quantity,
      unit_price: line.unit_price,
      discount_percent: line.discount_percent,
      tax: line.tax.code,
      account: line.account,
      cost: line.cost?.amount ?? null,
      price: line.price,
      source: corrects && document.kind === "invoice" ? { document_id: document.id, line: at + 1 } : null,
    }),
  );
  return {
    party_id: document.party_id,
    date,
    terms: document.terms,
    currency: document.total.currency,
    tax_mode: document.tax_mode ?? "exclusive",
    discount_percent: document.discount_percent,
    // The supplier gives each bill its own number.
    reference: corrects || document.kind === "bill" ? "" : document.reference,
    notes: document.notes,
    credits: corrects ? document.id : null,
    language: document.language,
    lines: [...lines, lineOf()],
  };
}
