/** Lines pasted from a spreadsheet: rows of cells between tabs. */
import type { LineFields } from "../../bindings";
import { readAmount } from "../../lib/money";

type Cell = "description" | "specification" | "unit" | "quantity" | "unit_price" | "discount_percent";

/** Which cells stand in a row of so many columns. */
const layouts: Record<number, Cell[]> = {
  1: ["description"],
  2: ["description", "quantity"],
  3: ["description", "quantity", "unit_price"],
  4: ["description", "unit", "quantity", "unit_price"],
  5: ["description", "specification", "unit", "quantity", "unit_price"],
};
const widest: Cell[] = ["description", "specification", "unit", "quantity", "unit_price", "discount_percent"];
const FIGURES: Cell[] = ["quantity", "unit_price", "discount_percent"];

/** Whether a pasted text is a table and not a word for the cell it lands in. */
export function isTable(text: string): boolean {
  return text.includes("\t") || text.trim().includes("\n");
}

/**
 * The lines of a pasted table; a first row without any figure is taken for its head. A cell that should be a
 * figure and cannot be read stays empty, where the editor asks for it.
 */
export function readTable(text: string): Partial<LineFields>[] {
  const rows = text
    .replaceAll("\r", "")
    .split("\n")
    .map((row) => row.split("\t").map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== ""));
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  const layout = layouts[width] ?? widest;
  const lines = rows.map((cells) => lineFrom(cells, layout));
  const headed = width > 1 && lines.length > 1 && lines[0]?.quantity === "";
  return headed ? lines.slice(1) : lines;
}

function lineFrom(cells: string[], layout: Cell[]): Partial<LineFields> {
  const line: Partial<Record<Cell, string>> = {};
  layout.forEach((cell, at) => {
    const typed = cells[at] ?? "";
    line[cell] = FIGURES.includes(cell) ? (readAmount(typed.replace(/%$/, "")) ?? "") : typed;
  });
  return line;
}
