/** Words of reports, from the same files that the command line and the papers read. */
import reportEn from "../../../assets/lang/en/report.json";
import reportZhCN from "../../../assets/lang/zh-CN/report.json";
import type { ReportColumn } from "../bindings";

/** The head of a column. */
export function reportHead(language: string, { key, detail }: ReportColumn): string {
  if (!detail) return reportWord(language, `column.${key}`);
  const { unit, from, to } = detail;
  const inDays = unit === "days";
  const form = to === null ? "_over" : !inDays && from === 0 ? "_first" : "";
  const first = inDays && to !== null ? from + 1 : from;
  return reportWord(language, `head.${unit}${form}`)
    .replace("{{from}}", String(first))
    .replace("{{to}}", String(to ?? ""));
}

/** The word of a code such as `column.closing_debit`; the code itself where a language lacks it. */
export function reportWord(language: string, code: string): string {
  const words: Record<string, string> = language === "en" ? reportEn : reportZhCN;
  return words[code] ?? code;
}
