/** Words of what moves or closes open items without money, in Chinese. */
export const adjust = {
  more: "其他核销",
  customer: {
    "set-off": {
      title: "应收冲应付",
      body: "同一单位既欠我们、我们也欠它，或三方有协议时，两边冲抵同样的金额。",
    },
    transfer: { title: "应收转应收", body: "按三方协议，把这里的应收转给另一个客户承担。" },
    "write-off": {
      title: "坏账核销",
      body: "确认收不回的应收记作坏账损失。以后收回，在坏账单上登记收回。",
    },
  },
  supplier: {
    "set-off": { title: "应收冲应付", body: "从客户一侧办理。" },
    transfer: { title: "应付转应付", body: "按三方协议，把这里的应付转给另一个供应商。" },
    "write-off": { title: "应付转销", body: "确实无法支付的应付款，转作营业外收入。" },
  },
  owed: { customer: "未收的账单", supplier: "未付的采购账单" },
  nothing: "没有可以核销的账单。",
  nothingAgainst: "这个单位没有未付的采购账单。可以另选一个有协议的供应商。",
  to: "转给",
  against: "冲抵谁的应付",
  sameParty: "同一单位",
  offsets: {
    receivable_to_payable: "冲抵应付的供应商",
    receivable_transfer: "转给客户",
    payable_transfer: "转给供应商",
  },
  agreement: "协议编号",
  reason: "原因",
  evidence: "证明材料",
  attach: "添加扫描件",
  entryLater: "填好原因或协议、选好账单后，这里显示将要记的分录。",
  reasons: {
    bankruptcy: "破产、关闭、吊销执照",
    death_or_missing: "死亡或失踪，遗产不足清偿",
    overdue_three_years: "逾期三年以上，确证无力清偿",
    restructuring: "债务重组或法院批准的重整计划",
    force_majeure: "自然灾害、战争等不可抗力",
    small_difference: "零星差额",
    unclaimed: "债权人放弃或找不到",
    other: "其他",
  },
  recover: "登记收回",
  recoverTitle: "收回坏账 {{number}}",
  recoverBody: "小企业会计准则记营业外收入；其他准则先恢复应收、再记收款。",
} as const;
