import { expect, test } from "vitest";
import type { Tax } from "../src/bindings";
import { inForce } from "../src/lib/taxes";

const version = (id: number, valid_from: string | null, valid_to: string | null): Tax => ({
  id,
  code: "T",
  treatment: "rate",
  kind: "percent",
  rate_percent: String(id),
  name_zh: "",
  name_en: "",
  valid_from,
  valid_to,
  active: true,
  parts: [],
});

test("a version holds from its first day to its last", () => {
  const taxes = [
    version(17, null, "2018-04-30"),
    version(16, "2018-05-01", "2019-03-31"),
    version(13, "2019-04-01", null),
  ];
  const idsOn = (day: string) => inForce(taxes, day).map((tax) => tax.id);
  expect(["2018-04-30", "2018-05-01", "2019-03-31", "2019-04-01", "2030-01-01"].map(idsOn)).toEqual([
    [17],
    [16],
    [16],
    [13],
    [13],
  ]);
});
