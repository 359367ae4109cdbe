import { InboxOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { hearDrops, shell } from "../lib/door";
import { Problem } from "./Problem";

/** What the program can read as a table. */
const TABLES = ["csv", "tsv", "txt", "xlsx", "xlsb", "xls", "ods", "db", "sqlite", "sqlite3"];

type Props = { title: string; body: string; pick: string; onFile: (path: string) => void };

/** Where a file comes in: dropped on the window or chosen in the system's dialog. */
export function DropZone({ title, body, pick, onFile }: Props) {
  const [over, setOver] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const take = useRef(onFile);
  take.current = onFile;
  useEffect(() => hearDrops({ over: setOver, drop: (path) => take.current(path) }), []);
  const choose = () => {
    setFailure(null);
    shell.pickFile(TABLES).then((path) => path && onFile(path), setFailure);
  };
  return (
    <section className={over ? "drop-zone over" : "drop-zone"}>
      <InboxOutlined className="link" style={{ fontSize: 24 }} />
      <b>{title}</b>
      <p className="second">{body}</p>
      <Button onClick={choose}>{pick}</Button>
      {failure !== null && <Problem error={failure} />}
    </section>
  );
}
