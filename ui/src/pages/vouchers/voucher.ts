/** A voucher while it is typed, and how it goes to the program. */
import type { VoucherFields } from "../../bindings";
import type { Choice } from "../../components/Picker";

export type Line = {
  key: number;
  account: string | null;
  party: Choice | null;
  debit: string;
  credit: string;
};
export type Voucher = { date: string; summary: string; attachments: string; lines: Line[] };

/** Beyond those of a voucher that was left half typed in an earlier run. */
let keys = Date.now();
export function lineOf(): Line {
  keys += 1;
  return { key: keys, account: null, party: null, debit: "", credit: "" };
}

export const isBlank = (line: Line) => line.account === null && line.debit === "" && line.credit === "";

/** One side of a line: what stands on the other is gone as soon as an amount is typed here. */
export const onSide = (line: Line, side: "debit" | "credit", amount: string): Line => ({
  ...line,
  debit: side === "debit" ? amount : amount === "" ? line.debit : "",
  credit: side === "credit" ? amount : amount === "" ? line.credit : "",
});

/** A kept voucher for typing on; `parties` names those of its lines. */
export function fromWire(fields: VoucherFields, today: string, parties: Choice[]): Voucher {
  const lines = fields.lines.map((line) => ({
    ...lineOf(),
    account: line.account,
    party: parties.find((party) => party.id === line.party_id) ?? null,
    [line.side]: line.amount,
  }));
  return {
    date: fields.date ?? today,
    summary: fields.summary,
    attachments: fields.attachment_count > 0 ? String(fields.attachment_count) : "",
    lines: [...lines, lineOf()],
  };
}

/** The written lines; one without account or amount is not sent yet. */
export function toWire(voucher: Voucher): VoucherFields {
  const lines = voucher.lines.flatMap(({ account, party, debit, credit }) => {
    const amount = debit || credit;
    if (account === null || amount === "") return [];
    const side = debit === "" ? ("credit" as const) : ("debit" as const);
    return [{ account, side, amount, party_id: party?.id ?? null }];
  });
  return {
    date: voucher.date,
    summary: voucher.summary,
    attachment_count: Number(voucher.attachments) || 0,
    lines,
  };
}
