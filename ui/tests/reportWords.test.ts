import { expect, test } from "vitest";
import { voucherNumber } from "../src/lib/reportWords";

test("a voucher reads as books write it, and a name that heads its lines stays", () => {
  expect(voucherNumber("zh-CN", "2026-07/18")).toBe("记-18");
  expect(voucherNumber("en", "2026-07/18")).toBe("No. 18");
  expect(voucherNumber("en", "2026-07/收-3")).toBe("收-3");
  expect(voucherNumber("zh-CN", "甲/乙公司")).toBe("甲/乙公司");
});
