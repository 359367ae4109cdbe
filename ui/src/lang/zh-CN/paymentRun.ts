/** The words of payment runs, in Chinese. */
export const paymentRun = {
  dueTo: "到期至",
  on: "付款日",
  list: "付款清单",
  post: "付款并过账",
  choose: "选择",
  supplier: "供应商",
  supplierNumber: "对方单号",
  discount: "折扣",
  pay: "本次付款",
  credit: "另有可冲 {{amount}}",
  paid: "已登记 {{count}} 笔付款 {{numbers}}，共 {{amount}}",
  payments_one: "{{count}} 笔付款",
  payments_other: "{{count}} 笔付款",
  nothing: "没有到期的账单",
  nothingBody: "到这一天没有要付的采购账单。把“到期至”往后改，可以提前付。",
  keys: "↑ ↓ 移动 · 空格 选择 · A 全选 · Enter 打开",
} as const;
