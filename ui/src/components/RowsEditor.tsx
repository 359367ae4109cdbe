import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

type Props<Row> = {
  title: string;
  rows: Row[];
  empty: Row;
  onRows: (rows: Row[]) => void;
  children: (row: Row, write: (change: Partial<Row>) => void, place: number) => ReactNode;
};

/** A few rows of the same fields: contacts, addresses, bank accounts. */
export function RowsEditor<Row>({ title, rows, empty, onRows, children }: Props<Row>) {
  const { t } = useTranslation();
  const write = (place: number, change: Partial<Row>) =>
    onRows(rows.map((row, at) => (at === place ? { ...row, ...change } : row)));
  return (
    <section className="rows-editor">
      <div className="row">
        <h2 className="section grow">{title}</h2>
        <Button size="small" icon={<PlusOutlined />} onClick={() => onRows([...rows, empty])}>
          {t("parties.add")}
        </Button>
      </div>
      {rows.map((row, at) => (
        // Rows are only added at the end and removed by place; they carry no other identity.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={at} className="rows-editor-row">
          {children(row, (change) => write(at, change), at)}
          <button
            type="button"
            className="plain third"
            aria-label={`${t("parties.remove")} ${title} ${at + 1}`}
            onClick={() => onRows(rows.filter((_, place) => place !== at))}
          >
            {"×"}
          </button>
        </div>
      ))}
    </section>
  );
}
