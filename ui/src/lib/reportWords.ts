/** Words of reports, from the same files that the command line and the papers read. */
import reportEn from "../../../assets/lang/en/report.json";
import reportZhCN from "../../../assets/lang/zh-CN/report.json";
import type { ReportColumn } from "../bindings";
import { lastDayOf } from "./dates";

/** The head of a column. */
export function reportHead(language: string, { key, detail }: ReportColumn): string {
  if (!detail) return reportWord(language, `column.${key}`);
  if (detail.kind === "change") return reportWord(language, "head.change");
  if (detail.kind === "period") return spanOf(detail.from, detail.as_of);
  if (detail.kind === "named") return language === "en" ? detail.en : detail.zh;
  if (detail.kind === "earlier")
    return `${reportWord(language, `earlier.${detail.of}`)} ${spanOf(detail.from, detail.as_of)}`;
  const { unit, from, to } = detail;
  const inDays = unit === "days";
  const form = to === null ? "_over" : !inDays && from === 0 ? "_first" : "";
  const first = inDays && to !== null ? from + 1 : from;
  return reportWord(language, `head.${unit}${form}`)
    .replace("{{from}}", String(first))
    .replace("{{to}}", String(to ?? ""));
}

/**
 * A voucher's number within its month, as books write it: `记-18` for `2026-07/18`, `收-3` for `2026-07/收-3`. Other text
 * stays as it is.
 */
export function voucherNumber(language: string, text: string): string {
  const [, number, typed] = /^\d{4}-\d{2}\/(?:(\d+)|(\S-\d+))$/.exec(text) ?? [];
  if (number === undefined) return typed ?? text;
  return reportWord(language, "word.voucher_number").replace("{{number}}", number);
}

/** The word of a code such as `column.closing_debit`; the code itself where a language lacks it. */
export function reportWord(language: string, code: string): string {
  const words: Record<string, string> = language === "en" ? reportEn : reportZhCN;
  return words[code] ?? code;
}

/** A period as short as it can be said: a year, a month, its days, or one day. */
function spanOf(from: string | null, asOf: string): string {
  if (from === null) return asOf;
  const month = asOf.slice(0, 7);
  if (from === `${asOf.slice(0, 4)}-01-01` && asOf.endsWith("-12-31")) return asOf.slice(0, 4);
  return from === `${month}-01` && asOf === lastDayOf(month) ? month : `${from} – ${asOf}`;
}
