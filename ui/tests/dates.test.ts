import { expect, test } from "vitest";
import { lastDayOf, monthAfter, monthBefore, readDay, timeOf } from "../src/lib/dates";

test("a month is stepped over the turn of the year and ends on its last day", () => {
  expect(monthAfter("2026-12")).toBe("2027-01");
  expect(monthBefore("2027-01")).toBe("2026-12");
  expect(lastDayOf("2028-02")).toBe("2028-02-29");
  expect(lastDayOf("2026-12")).toBe("2026-12-31");
});

test("an instant reads by the clock of this computer, like a day with its time", () => {
  expect(timeOf(new Date(2026, 9, 5, 8, 3, 59).toISOString())).toBe("2026-10-05 08:03");
});

test("a day is read in the ways people write it, and one that does not exist is none", () => {
  expect(readDay("２０２６年3月5日")).toBe("2026-03-05");
  expect(readDay("20260305")).toBe("2026-03-05");
  expect(readDay("2026-02-30")).toBeNull();
});
