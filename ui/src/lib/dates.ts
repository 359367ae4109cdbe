/** Days as ISO text (`2026-11-23`); a day has no time zone. */

const DAY_MS = 86_400_000;

/** The day on the clock of this computer. */
export function today(now: Date = new Date()): string {
  const month = String(now.getMonth() + 1).padStart(2, "0");
  return `${now.getFullYear()}-${month}-${String(now.getDate()).padStart(2, "0")}`;
}

/** An instant by the clock of this computer: `2026-11-23 18:05`. */
export function timeOf(instant: string): string {
  const at = new Date(instant);
  const two = (figure: number) => String(figure).padStart(2, "0");
  return `${today(at)} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Reads `2026-11-23`, `2026/11/23`, `20261123` and full-width forms; `null` for a day that does not exist. */
export function readDay(typed: string): string | null {
  const plain = typed.normalize("NFKC").trim();
  const match = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(plain);
  if (!match) return null;
  const day = `${match[1]}-${match[2]?.padStart(2, "0")}-${match[3]?.padStart(2, "0")}`;
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day) ? day : null;
}

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** The month a day lies in, as people write it: `2026年11月` or `Nov 2026`. */
export function monthOf(day: string, language: string): string {
  const form = new Intl.DateTimeFormat(language, { year: "numeric", month: "short", timeZone: "UTC" });
  return form.format(new Date(`${day}T00:00:00Z`));
}

/** The month after `2026-12`: `2027-01`. */
export function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}

/** The month before `2027-01`: `2026-12`. */
export function monthBefore(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, "0")}`;
}

/** The last day of `2026-02`: `2026-02-28`. */
export function lastDayOf(month: string): string {
  const next = Date.parse(`${monthAfter(month)}-01T00:00:00Z`);
  return new Date(next - DAY_MS).toISOString().slice(0, 10);
}
