import { PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox } from "antd";
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Tax, Totals } from "../../bindings";
import { load, save } from "../../lib/memory";
import { useModeKeys } from "../../lib/modeKeys";
import {
  isBlank,
  type Line,
  lineOf,
  type Pricing,
  type Standing,
  withPrice,
  withStanding,
  written,
} from "./editing";
import { LineRow } from "./LineRow";
import { PriceNote } from "./PriceNote";
import { isTable, readTable } from "./paste";

/** Whether the column of costs was asked for, remembered on this computer. */
const COSTS = "lines.costs";

type Props = {
  lines: Line[];
  onLines: (lines: Line[]) => void;
  totals: Totals | undefined;
  taxes: Tax[];
  defaultTax: string | null | undefined;
  /** Whether lines have a cost of their own: what is sold has. */
  costs: boolean;
  /** For whom, in which currency and on which day prices are looked up; nothing is where it is bought. */
  priced?: Pricing;
  /** The discount that new lines take. */
  standing?: Standing;
  /** The line a refusal names, counted among the written ones from one, and its sentence. */
  problem: { line: number; text: string; act?: ReactNode } | null;
};

/** The lines of a document: Tab to the next cell, Enter to the next line, a table from the clipboard. */
export function LineTable({
  lines,
  onLines,
  totals,
  taxes,
  defaultTax,
  costs,
  priced,
  standing,
  problem,
}: Props) {
  const { t } = useTranslation();
  const table = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(() => load(COSTS, false));
  const wanted = useRef<{ line: number; cell: string } | null>(null);
  useModeKeys([
    { key: "Tab", does: t("documents.nextCell") },
    { key: "Enter", does: t("documents.nextLine") },
    { key: "Ctrl D", does: t("documents.toDiscount") },
    { key: "Ctrl V", does: t("documents.pasteTable") },
    { key: "Ctrl ↑↓", does: t("documents.moveLine") },
  ]);
  const focus = (line: number, cell: string) =>
    table.current?.querySelector<HTMLElement>(`[data-line="${line}"] [data-cell="${cell}"]`)?.focus();
  useEffect(() => {
    if (wanted.current && lines.some((line) => line.key === wanted.current?.line)) {
      focus(wanted.current.line, wanted.current.cell);
      wanted.current = null;
    }
  });
  const change = (typed: Line) => {
    const before = lines.find((line) => line.key === typed.key);
    const changed = withStanding(typed, before, standing);
    const next = lines.map((line) => (line.key === changed.key ? changed : line));
    const last = next.at(-1);
    onLines(last && !isBlank(last) ? [...next, lineOf()] : next);
  };
  const remove = (line: Line) => {
    const left = lines.filter((each) => each.key !== line.key);
    onLines(left.length === 0 ? [lineOf()] : left);
  };
  const add = () => {
    const line = lineOf();
    wanted.current = { line: line.key, cell: "description" };
    onLines([...lines, line]);
  };
  const move = (at: number, by: number) => {
    const [line, other] = [lines[at], lines[at + by]];
    if (!line || !other) return;
    const next = [...lines];
    next[at] = other;
    next[at + by] = line;
    onLines(next);
  };
  const hear = (event: KeyboardEvent, line: Line, at: number) => {
    if (event.nativeEvent.isComposing) return;
    const target = event.target as HTMLElement;
    const choosing = target.getAttribute("aria-expanded") === "true";
    const combined = event.ctrlKey || event.metaKey;
    if (combined && event.key.toLowerCase() === "d") focus(line.key, "discount");
    else if (combined && event.key === "ArrowUp") move(at, -1);
    else if (combined && event.key === "ArrowDown") move(at, 1);
    else if (event.key === "Enter" && !combined && !choosing && target.tagName === "INPUT") {
      const next = lines[at + 1];
      if (next) focus(next.key, "description");
      else add();
    } else return;
    event.preventDefault();
  };
  const paste = (event: ClipboardEvent, at: number) => {
    const text = event.clipboardData.getData("text/plain");
    if (!isTable(text)) return;
    event.preventDefault();
    const pasted = readTable(text).map(lineOf);
    const kept = lines.filter((line, place) => place !== at || !isBlank(line));
    const place = kept.length < lines.length ? at : at + 1;
    const next = [...kept.slice(0, place), ...pasted, ...kept.slice(place)];
    const last = next.at(-1);
    onLines(last && !isBlank(last) ? [...next, lineOf()] : next);
  };
  const counted = written(lines);
  const showsCosts = costs && (asked || lines.some((line) => line.cost));
  const show = (shown: boolean) => {
    setAsked(shown);
    save(COSTS, shown);
  };
  return (
    <div className={showsCosts ? "lines with-costs" : "lines"} ref={table}>
      <div className="line-row line-head">
        <span />
        <span>{t("documents.description")}</span>
        <span>{t("documents.specification")}</span>
        <span>{t("documents.unit")}</span>
        <span className="end">{t("documents.quantity")}</span>
        <span className="end">{t("documents.price")}</span>
        <span className="end">{t("documents.discount")}</span>
        <span className="end">{t("documents.amount")}</span>
        <span className="tax">{t("documents.tax")}</span>
        <span className="end">{t("documents.taxAmount")}</span>
        {showsCosts && <span className="end">{t("documents.cost")}</span>}
        <span />
      </div>
      {lines.map((line, at) => {
        const place = counted.indexOf(line);
        const named = problem && place >= 0 && problem.line === place + 1 ? problem : null;
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: keys and pastes of the fields inside
          <div
            key={line.key}
            data-line={line.key}
            onKeyDown={(event) => hear(event, line, at)}
            onPaste={(event) => paste(event, at)}
          >
            <LineRow
              number={at + 1}
              line={line}
              amounts={place >= 0 ? totals?.lines[place] : undefined}
              taxes={taxes}
              defaultTax={defaultTax}
              costs={showsCosts}
              priced={priced}
              onChange={change}
              onRemove={() => remove(line)}
              onTaken={() => {
                wanted.current = { line: line.key, cell: "quantity" };
              }}
            />
            {priced && line.item_id != null && (
              <PriceNote
                of={{ ...priced, item_id: line.item_id, quantity: line.quantity || null }}
                line={line}
                onUse={(offered) => change(withPrice(line, offered))}
              />
            )}
            {named && (
              <div className="line-problem red">
                {named.text} {named.act}
              </div>
            )}
          </div>
        );
      })}
      <Button type="text" size="small" icon={<PlusOutlined />} onClick={add}>
        {t("documents.addLine")}
      </Button>
      {costs && (
        <Checkbox
          className="second"
          checked={showsCosts}
          disabled={lines.some((line) => line.cost)}
          onChange={(event) => show(event.target.checked)}
        >
          {t("documents.showCosts")}
        </Checkbox>
      )}
    </div>
  );
}
