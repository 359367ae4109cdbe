/** What the page of an opportunity holds while it is written, and the way to and from the wire. */
import type { Opportunity, OpportunityFields } from "../../bindings";
import type { Choice } from "../../components/Picker";

export type EditedItem = {
  item_id: number | null;
  description: string;
  unit: string;
  quantity: string;
  unit_price: string;
};
export type Editing = {
  party: Choice | null;
  title: string;
  currency: string | null;
  amount: string;
  items: EditedItem[];
  expected_close_on: string;
  source: string;
  contact: string;
  next_step: string;
  next_step_on: string;
  notes: string;
  /** Of a new one alone. */
  owner: string | null;
  deadline_on: string;
};

export const EMPTY: Editing = {
  party: null,
  title: "",
  currency: null,
  amount: "",
  items: [],
  expected_close_on: "",
  source: "",
  contact: "",
  next_step: "",
  next_step_on: "",
  notes: "",
  owner: null,
  deadline_on: "",
};

export const EMPTY_ITEM: EditedItem = {
  item_id: null,
  description: "",
  unit: "",
  quantity: "1",
  unit_price: "",
};

export function fromSaved({ fields, party_id, party_name }: Opportunity): Editing {
  return {
    ...EMPTY,
    party: { id: party_id, name: party_name },
    title: fields.title ?? "",
    currency: fields.currency ?? null,
    amount: fields.amount ?? "",
    items: (fields.items ?? []).map((item) => ({
      item_id: item.item_id ?? null,
      description: item.description ?? "",
      unit: item.unit ?? "",
      quantity: item.quantity ?? "1",
      unit_price: item.unit_price ?? "0",
    })),
    expected_close_on: fields.expected_close_on ?? "",
    source: fields.source ?? "",
    contact: fields.contact ?? "",
    next_step: fields.next_step ?? "",
    next_step_on: fields.next_step_on ?? "",
    notes: fields.notes ?? "",
  };
}

/** Items without a word are not written down. */
export function fieldsOf(editing: Editing): OpportunityFields {
  const items = editing.items.filter((item) => item.item_id !== null || item.description.trim() !== "");
  return {
    party_id: editing.party?.id ?? null,
    title: editing.title,
    currency: editing.currency,
    amount: editing.amount || "0",
    items: items.map((item) => ({
      ...item,
      quantity: item.quantity || "0",
      unit_price: item.unit_price || "0",
    })),
    expected_close_on: editing.expected_close_on || null,
    source: editing.source,
    contact: editing.contact,
    next_step: editing.next_step,
    next_step_on: editing.next_step_on || null,
    notes: editing.notes,
  };
}
