/** 客户分类的用语：档案、分群、指标、价格。 */
export const classes = {
  facts: {
    source: "来源",
    owner: "负责人",
    nobody: "未指定",
    inactive: "{{name}}（已停用）",
    potential: "预计年采购额（{{currency}}）",
    registered_capital: "注册资本（{{currency}}）",
    headcount: "员工人数",
  },
} as const;
