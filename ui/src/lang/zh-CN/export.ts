/** 导出页的用语。 */
export const exporting = {
  title: "导出整个账套",
  body: "账套此刻的全部内容，写成其他软件能读的格式。密码不会导出。",
  take: "导出",
  running: "正在导出",
  done: "已导出到 {{path}}",
  written: "{{rows}} 行，{{size}} kB：{{path}}",
  formats: {
    xlsx: { name: "Excel 工作簿", body: "一个文件，每张表一个工作表。" },
    csv: { name: "CSV 文件", body: "一个文件夹，每张表一个文件，另有附件。" },
    json: { name: "JSON", body: "整个账套。在打开账套的页面选“从备份恢复”，可以做出同样的账套。" },
    beancount: { name: "beancount", body: "纯文本记账：每张凭证，末尾核对余额。" },
    vcard: { name: "联系人名片 vCard 4.0", body: "客户和供应商的联系人，手机和通讯录可读。" },
    vcard3: { name: "联系人名片 vCard 3.0", body: "给旧手机和旧通讯录。" },
    contacts_csv: { name: "联系人表格", body: "一人一行，可再导入。" },
    hledger: { name: "hledger", body: "纯文本记账：每张凭证，末尾核对余额。" },
  },
} as const;
