/** The words of the supplier pages that differ from those of customers, in Chinese. */
export const suppliers = {
  title: "供应商",
  name: "供应商",
  receivable: "应付余额",
  advance: "预付",
  totalCount_one: "合计 {{count}} 户",
  totalCount_other: "合计 {{count}} 户",
  emptyTitle: "这里放你的供应商",
  emptyBody: "采购账单和付款都从这里开始。可以手工录入，也可以从表格导入。",
  noneTitle: "没有符合条件的供应商",
  newInvoice: "新采购账单",
  receive: "付款",
  nothingOpenBody: "采购账单签发后，在付清之前列在这里。",
  noDocumentsBody: "这个供应商的采购账单和付款列在这里。",
  saved: "已保存供应商 {{name}}",
  list: "供应商",
  newTitle: "新供应商",
} as const;
