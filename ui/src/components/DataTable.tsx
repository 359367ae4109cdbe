import { useVirtualizer } from "@tanstack/react-virtual";
import { Button, Checkbox, Popover, Spin } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListOf } from "../bindings";
import { useShortcuts } from "../lib/keyboard";
import { load, save } from "../lib/memory";
import { useModeKeys } from "../lib/modeKeys";
import { ExportMenu } from "./ExportMenu";
import { Problem } from "./Problem";

export type Column<Row> = {
  key: string;
  title: string;
  /** A grid track: `96px`, `minmax(120px, 1fr)`. */
  width: string;
  align?: "end";
  sortable?: boolean;
  render: (row: Row) => ReactNode;
};
export type Sort = { key: string; descending: boolean };
type Props<Row> = {
  /** Names the table for its remembered columns. */
  name: string;
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  idOf: (row: Row) => number;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  selected?: number | null;
  onSelect?: (id: number) => void;
  onOpen?: (row: Row) => void;
  /** The totals of all rows of the filter, by column key; stands outside the scroller. */
  totals?: Partial<Record<string, ReactNode>>;
  loading?: boolean;
  error?: unknown;
  onRetry?: () => void;
  hasMore?: boolean;
  onMore?: () => void;
  /** What an export of the table holds; without it nothing is offered. */
  exports?: ListOf;
  empty: ReactNode;
};

const ROW_PX = 29;
/** Rows left below the last one in sight when more are asked for: several pages of a large window. */
const ROWS_AHEAD = 150;

/** The one table: virtual rows, sorting, keyboard, chosen columns, totals of the whole filter, more by cursor. */
export function DataTable<Row>(props: Props<Row>) {
  const { columns, rows, idOf, selected, sort, totals, hasMore, onMore, onSelect } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState<string[]>(() => load(`columns.${props.name}`, []));
  const shown = columns.filter((column) => !hidden.includes(column.key));
  const template = { gridTemplateColumns: shown.map((column) => column.width).join(" ") };
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    // The head stands over the rows, so that a row at the lower edge begins its own height higher.
    scrollPaddingEnd: ROW_PX,
    initialRect: { width: 900, height: 600 },
  });
  const visible = virtual.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !props.loading && lastVisible >= rows.length - ROWS_AHEAD) onMore?.();
  }, [hasMore, props.loading, lastVisible, rows.length, onMore]);

  const at = rows.findIndex((row) => idOf(row) === selected);
  const step = (by: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, at + by));
    const row = rows[next];
    if (!row) return;
    onSelect?.(idOf(row));
    virtual.scrollToIndex(next);
    // The browser tells of a scroll with its next frame, which may be late: the rows are drawn with the key.
    scroller.current?.dispatchEvent(new Event("scroll"));
  };
  const chosen = rows[at];
  /** The rows that stand whole below the head, less one, so that the eye finds its place again. */
  const page = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX) - 2);
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    PageDown: () => step(page()),
    PageUp: () => step(-page()),
    Enter: () => chosen && props.onOpen?.(chosen),
  });
  useModeKeys([
    { key: "J K", does: t("keys.moveRow") },
    ...(props.onOpen ? [{ key: "Enter", does: t("keys.openRow") }] : []),
  ]);
  const show = (key: string, on: boolean) => {
    const next = on ? hidden.filter((each) => each !== key) : [...hidden, key];
    setHidden(next);
    save(`columns.${props.name}`, next);
  };

  return (
    <>
      <div className="row table-tools">
        {props.exports && rows.length > 0 && (
          <ExportMenu list={props.exports} columns={shown.map((column) => column.key)} />
        )}
        <Popover
          trigger="click"
          placement="bottomRight"
          content={columns.map((column) => (
            <div key={column.key}>
              <Checkbox
                checked={!hidden.includes(column.key)}
                onChange={(event) => show(column.key, event.target.checked)}
              >
                {column.title}
              </Checkbox>
            </div>
          ))}
        >
          <Button size="small" type="text">
            {t("table.columns")}
          </Button>
        </Popover>
      </div>
      {props.error ? (
        <Problem
          error={props.error}
          actions={
            <Button size="small" onClick={props.onRetry}>
              {t("table.retry")}
            </Button>
          }
        />
      ) : null}
      {/* A grid of divs, since virtual rows are placed by offset; the roles keep it a table for a reader. */}
      <div className="panel table" role="grid" aria-label={props.label} aria-rowcount={rows.length}>
        <div className="table-scroll" ref={scroller}>
          <div className="tr table-head" role="row" tabIndex={-1} style={template}>
            {shown.map((column) => (
              <div
                key={column.key}
                role="columnheader"
                tabIndex={-1}
                className={column.align ?? ""}
                aria-sort={
                  sort?.key === column.key ? (sort.descending ? "descending" : "ascending") : undefined
                }
              >
                {column.sortable ? (
                  <button
                    type="button"
                    className="plain"
                    onClick={() =>
                      props.onSort?.({
                        key: column.key,
                        descending: sort?.key === column.key ? !sort.descending : column.align === "end",
                      })
                    }
                  >
                    {column.title}
                    {sort?.key === column.key && (sort.descending ? " ↓" : " ↑")}
                  </button>
                ) : (
                  column.title
                )}
              </div>
            ))}
          </div>
          {rows.length === 0 &&
            !props.error &&
            (props.loading ? (
              <div className="empty">
                <Spin size="small" /> {t("table.loading")}
              </div>
            ) : (
              props.empty
            ))}
          <div style={{ height: virtual.getTotalSize(), position: "relative" }}>
            {visible.map((item) => {
              const row = rows[item.index];
              if (!row) return null;
              const id = idOf(row);
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: j, k, arrows and Enter act on the whole table
                <div
                  key={id}
                  role="row"
                  tabIndex={-1}
                  className="tr table-row"
                  aria-selected={id === selected}
                  style={{ ...template, top: item.start }}
                  onClick={() => onSelect?.(id)}
                  onDoubleClick={() => props.onOpen?.(row)}
                >
                  {shown.map((column) => (
                    <div key={column.key} role="gridcell" tabIndex={-1} className={column.align ?? ""}>
                      {column.render(row)}
                    </div>
                  ))}
                </div>
              );
            })}
          </div>
        </div>
        {totals && rows.length > 0 && (
          <div className="tr table-total" role="row" tabIndex={-1} style={template}>
            {shown.map((column, place) => (
              <div key={column.key} role="gridcell" tabIndex={-1} className={column.align ?? ""}>
                {totals[column.key]}
                {place === 0 && <small>{t("table.allRows")}</small>}
              </div>
            ))}
          </div>
        )}
      </div>
    </>
  );
}
