/** How the keyboard goes over a board: from card to card, and a card from stage to stage. */

/** The stage a carried card is over after an arrow; the first and the last hold it. */
export function carriedTo(targets: { id: number }[], over: number, key: string): number {
  const at = targets.findIndex((stage) => stage.id === over);
  const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
  const next = Math.min(targets.length - 1, Math.max(0, at + step));
  return targets[next]?.id ?? over;
}

/** Puts the keyboard on a card; on the first one where none is named. */
export function focusCard(grid: HTMLElement | null, id?: number): void {
  const card = id === undefined ? "[data-card]" : `[data-card="${id}"]`;
  grid?.querySelector<HTMLElement>(card)?.focus();
}

/** Focuses the card beside the one that has it: above, beneath, or at the same height of the next column with cards. */
export function focusBeside(grid: HTMLElement | null, key: string): void {
  const focused = document.activeElement;
  if (!grid || !(focused instanceof HTMLElement)) return;
  const columns = [...grid.querySelectorAll<HTMLElement>("[data-column]")].map((column) => [
    ...column.querySelectorAll<HTMLElement>("[data-card]"),
  ]);
  const column = columns.findIndex((cards) => cards.includes(focused));
  const place = columns[column]?.indexOf(focused) ?? -1;
  if (column < 0 || place < 0) return;
  if (key === "ArrowDown" || key === "ArrowUp") {
    columns[column]?.[place + (key === "ArrowDown" ? 1 : -1)]?.focus();
    return;
  }
  const step = key === "ArrowRight" ? 1 : -1;
  for (let at = column + step; at >= 0 && at < columns.length; at += step) {
    const cards = columns[at] ?? [];
    if (cards.length === 0) continue;
    cards[Math.min(place, cards.length - 1)]?.focus();
    return;
  }
}
