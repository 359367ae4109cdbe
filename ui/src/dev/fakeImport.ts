/** A file of customers as the program would read it, and two imports made before. */
import type { ImportInspection, ImportMapping } from "../bindings";
import type { Answers } from "./fakeBooks";

const mapping: ImportMapping = {
  kind: "customers",
  source: "jindie",
  read: {},
  dates: "year_first",
  decimals: "point",
  columns: {
    code: { column: "客户编码" },
    name: { column: "客户名称" },
    phone: { column: "电话" },
    street: { column: "地址" },
    currency: { constant: "CNY" },
  },
  extra_lines: [],
};

const inspection: ImportInspection = {
  format: "delimited",
  encoding: "gb18030",
  delimiter: ",",
  tables: [],
  header_row: 3,
  columns: ["客户编码", "客户名称", "电话", "地址", "期初余额"],
  sample: [
    { row: 4, cells: ["K0001", "晴川电子商务有限公司", "021-6888 0001", "青浦区华新镇 8 号", "221480.00"] },
    { row: 5, cells: ["K0002", "望海精密机械有限公司", "0574-8700 2200", "北仑区 21 号", "136165.00"] },
    { row: 6, cells: ["K0003", "惠风纺织品有限公司", "", "柯桥区", "102830.00"] },
  ],
  kind: { kind: "customers", sure_percent: 80 },
  guess: { mapping, sure_percent: { code: 90, name: 90, phone: 90, street: 50 }, missing: [] },
};

export const imports: Answers = {
  "import.inspect": () => inspection,
  "import.run": ({ dry_run }) => ({
    run_id: dry_run ? null : 3,
    dry_run,
    read: 63,
    imported: 61,
    skipped: 1,
    changed: 1,
    problem_count: 1,
    problems: [
      {
        row: 17,
        column: "客户编码",
        field: "code",
        error: { code: "duplicate", details: { kind: "party", key: "K0009" } },
      },
    ],
  }),
  "import.runs": () =>
    ["客户.csv", "期初应收.xlsx"].map((file_name, at) => ({
      id: 2 - at,
      source: "jindie",
      kind: at === 0 ? "customers" : "opening_balances",
      file_name,
      row_count: 63 + 21 * at,
      imported_at: "2026-11-20T02:14:00.000Z",
      imported_by: "林知",
      undone: at === 0 ? null : 9001,
    })),
  "mapping.list": () => [{ name: "金蝶客户", mapping }],
  "mapping.save": (saved) => saved,
};
