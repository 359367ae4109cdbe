import { expect, test } from "vitest";
import errorsEn from "../../assets/lang/en/errors.json";
import errorsZhCN from "../../assets/lang/zh-CN/errors.json";
import { askReasonBy, call, carryBy, DoorError } from "../src/lib/door";
import { sentenceOf, speak } from "../src/lib/i18n";
import { formatAmount, readAmount } from "../src/lib/money";

test("a refusal arrives with its code and its sentence in the chosen language", async () => {
  const details = { month: "2026-10", next_open: "2026-11" };
  carryBy(() => Promise.reject({ code: "month_closed", message: "closed", details }));
  const refusal = await call("session.get", {}).catch((thrown) => thrown);
  expect(refusal).toBeInstanceOf(DoorError);
  speak("en");
  expect(sentenceOf(refusal)).toBe(
    "2026-10 is closed and takes no more entries. Use a date in 2026-11 or later.",
  );
});

test("what a soft-closed month takes only with a reason is asked for it, and given up without one", async () => {
  const refusal = { code: "month_soft_closed", message: "adjustments only", details: { month: "2026-10" } };
  const reasons: unknown[] = [];
  carryBy((_, args) => {
    reasons.push(args?.reason);
    return args?.reason ? Promise.resolve("posted") : Promise.reject(refusal);
  });
  askReasonBy(async (month) => `forgotten in ${month}`);
  expect(await call("session.get", {})).toBe("posted");
  expect(reasons).toEqual([undefined, "forgotten in 2026-10"]);
  askReasonBy(async () => null);
  const refused = await call("session.get", {}).catch((thrown) => thrown);
  expect(refused.code).toBe("month_soft_closed");
});

test("both languages have a sentence for the same codes", () => {
  expect(Object.keys(errorsEn)).toEqual(Object.keys(errorsZhCN));
});

test("amounts are formatted and read as text, to the last digit", () => {
  expect(formatAmount("-12345678901234567890.10")).toBe("−12,345,678,901,234,567,890.10");
  expect(formatAmount("0.00", "dash")).toBe("–");
  expect(formatAmount("-0.00")).toBe("0.00");
  expect(readAmount("１２３")).toBe("123");
  expect(readAmount("1,234.50")).toBe("1234.50");
  expect(readAmount("12,34")).toBeNull();
  expect(readAmount("1e400")).toBeNull();
});
