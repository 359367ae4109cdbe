/** Words of quotes, sales orders and delivery notes, in Chinese. */
export const orders = {
  quotes: {
    title: "报价单",
    new: "新报价单",
    party: "客户",
    search: "单号、客户、询价号",
    emptyTitle: "这里放你的报价单",
    emptyBody: "报价单写明品名、价格和有效期；客户接受后转为销售订单，不用重新录入。",
  },
  orders: {
    title: "销售订单",
    new: "新销售订单",
    party: "客户",
    search: "单号、客户、客户订单号",
    emptyTitle: "这里放客户的订单",
    emptyBody: "订单记下客户要什么、何时交货；可分批送货、分批开账单，未交未开的数量一直跟到底。",
  },
  deliveries: {
    title: "送货单",
    new: "新送货单",
    party: "客户",
    search: "单号、客户、订单号",
    emptyTitle: "这里放你的送货单",
    emptyBody: "送货单记下送出的货物；按单或按月汇总成账单。退回的货物写成负数行。",
  },
  views: {
    open: { quotes: "有效", orders: "未完成", deliveries: "未开账单" },
    expired: "已过期",
  },
  due: { quote: "有效期至", sales_order: "交货日期", delivery: "签收期限" },
  noDay: "不限",
  salesperson: "销售员",
  nobody: "未指定",
} as const;
