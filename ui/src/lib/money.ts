/**
 * Amounts as text. The window shows and reads decimal strings and never computes with them.
 */

/** The true minus sign, as wide as a digit. */
export const MINUS = "\u2212";
/** A zero in a report. */
export const NOTHING = "\u2013";

/** Whether a decimal string is zero, whatever its sign and decimals. */
export function isZero(amount: string): boolean {
  return /^-?0*\.?0*$/.test(amount);
}

export function isNegative(amount: string): boolean {
  return amount.startsWith("-") && !isZero(amount);
}

/** `-1234567.50` → `−1,234,567.50`; decimals are shown as they came. */
export function formatAmount(amount: string, zeroAs: "figure" | "dash" = "figure"): string {
  if (zeroAs === "dash" && isZero(amount)) return NOTHING;
  const negative = isNegative(amount);
  const [whole = "0", decimals] = amount.replace(/^-/, "").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return (negative ? MINUS : "") + grouped + (decimals === undefined ? "" : `.${decimals}`);
}

/**
 * Reads what a person typed into a decimal string, or `null` where it is not an amount.
 * Full-width digits and signs count as their plain forms; separators must stand at thousands.
 */
export function readAmount(typed: string): string | null {
  const plain = typed
    .normalize("NFKC")
    .replaceAll(MINUS, "-")
    .replaceAll("。", ".")
    .replaceAll("、", ",")
    .replace(/[\s¥$€£]/g, "");
  const match = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?$/.exec(plain);
  if (!match) return null;
  const [, sign, whole = "", decimals = ""] = match;
  if (whole === "" && decimals === "") return null;
  const digits = whole.replaceAll(",", "").replace(/^0+(?=\d)/, "") || "0";
  return (sign === "-" ? "-" : "") + digits + (decimals === "" ? "" : `.${decimals}`);
}

/** Fills a decimal string to `places` with zeros; one that has more is left as it is. */
export function padDecimals(amount: string, places: number): string {
  const [whole = "0", decimals = ""] = amount.split(".");
  if (places === 0 && decimals === "") return whole;
  return `${whole}.${decimals.padEnd(places, "0")}`;
}

/** Decimal places of a currency, as ISO 4217 has them. */
export function placesOf(currency: string): number {
  if (["JPY", "KRW", "VND", "CLP", "ISK"].includes(currency)) return 0;
  return ["BHD", "KWD", "OMR", "JOD", "TND"].includes(currency) ? 3 : 2;
}

/** The size of a file, in whole kilobytes. */
export const kilobytes = (bytes: number): string => formatAmount(String(Math.ceil(bytes / 1024)));
