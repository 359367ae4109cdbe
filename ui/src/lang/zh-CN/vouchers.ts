/** Words of vouchers, in Chinese. */
export const vouchers = {
  new: "新凭证",
  post: "过账",
  attachments: "附件张数",
  account: "科目",
  debit: "借方",
  credit: "贷方",
  remove: "删除此行",
  line: "第 {{at}} 行",
  difference: "借贷不平，差额",
  posted: "已过账 {{name}}",
  takenBack: "已冲回 {{name}}",
} as const;
