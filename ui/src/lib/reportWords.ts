/** Words of reports, from the same files that the command line and the papers read. */
import reportEn from "../../../assets/lang/en/report.json";
import reportZhCN from "../../../assets/lang/zh-CN/report.json";

/** A voucher's number within its month, as books write it: `记-18` for `2026-07/18`. */
export function voucherNumber(language: string, voucher: string): string {
  return reportWord(language, "word.voucher_number").replace("{{number}}", voucher.split("/").at(-1) ?? "");
}

/** The word of a code such as `column.closing_debit`; the code itself where a language lacks it. */
export function reportWord(language: string, code: string): string {
  const words: Record<string, string> = language === "en" ? reportEn : reportZhCN;
  return words[code] ?? code;
}
