/** Where a refusal belongs on the page: beside its field, at its line, or above the paper. */
import { DoorError } from "../../lib/door";

export type Place =
  | "party"
  | "date"
  | "due"
  | "reference"
  | "notes"
  | "schedule"
  | "discount"
  | "plan"
  | "line"
  | "page";

const places: Record<string, Place> = {
  party_archived: "party",
  party_role_missing: "party",
  month_closed: "date",
  date_out_of_range: "date",
  date_unreadable: "date",
  tax_not_in_force: "date",
  due_before_date: "due",
  instalment_share: "plan",
  instalments_exceed: "plan",
  instalments_disordered: "plan",
  plan_with_discount: "plan",
  supplier_number_used: "reference",
  line_invalid: "line",
  quantity_exceeds: "line",
  over_delivery: "line",
};

export type PlacedProblem = { error: DoorError; place: Place; line?: number };

/** The fields of a schedule. */
const SCHEDULE = ["every", "last_day_of_month", "documents", "day"];

/** `lines.2.description`, `notes` or `reference`. */
function ofText(error: DoorError, field: string): PlacedProblem {
  const line = /^lines\.(\d+)\./.exec(field)?.[1];
  if (line) return { error, place: "line", line: Number(line) };
  return { error, place: field === "reference" ? "reference" : "notes" };
}

/** The refusal with its place; lines count from one as the program counts them. */
export function placed(thrown: unknown): PlacedProblem | null {
  if (!thrown) return null;
  const error = DoorError.from(thrown);
  const field = String(error.details.field ?? "");
  if (field === "party_id") return { error, place: "party" };
  if (field === "discount_percent") return { error, place: "discount" };
  if (error.code === "placeholder_unknown") return ofText(error, field);
  if (SCHEDULE.includes(field)) return { error, place: "schedule" };
  const place = places[error.code] ?? "page";
  return place === "line" ? { error, place, line: Number(error.details.line) } : { error, place };
}
