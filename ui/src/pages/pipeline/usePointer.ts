/** Carrying a card by mouse or finger: it is in hand once the pointer has moved, and dropped where it is let go. */
import { type PointerEvent, useRef } from "react";
import type { OpportunityRow } from "../../bindings";

/** How far the pointer moves before a press is no click. */
const THRESHOLD_PX = 5;

type Does = {
  lift: (row: OpportunityRow) => void;
  over: (row: OpportunityRow, stageId: number) => void;
  drop: (row: OpportunityRow, stageId: number | null) => void;
};

/** Gives what a card does when the pointer goes down on it. */
export function usePointer(does: Does): (event: PointerEvent, row: OpportunityRow) => void {
  const latest = useRef(does);
  latest.current = does;
  return (event, row) => {
    if (event.button !== 0) return;
    const from = [event.clientX, event.clientY] as const;
    let inHand = false;
    const moved = (at: globalThis.PointerEvent) => {
      if (!inHand && Math.hypot(at.clientX - from[0], at.clientY - from[1]) < THRESHOLD_PX) return;
      if (!inHand) latest.current.lift(row);
      inHand = true;
      at.preventDefault();
      const stage = stageAt(at);
      if (stage !== null) latest.current.over(row, stage);
    };
    const leave = () => {
      window.removeEventListener("pointermove", moved);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", cancelled);
    };
    const up = (at: globalThis.PointerEvent) => {
      leave();
      if (inHand) latest.current.drop(row, stageAt(at));
    };
    const cancelled = () => {
      leave();
      if (inHand) latest.current.drop(row, null);
    };
    window.addEventListener("pointermove", moved);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", cancelled);
  };
}

function stageAt({ clientX, clientY }: globalThis.PointerEvent): number | null {
  const under = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>("[data-stage]");
  return under ? Number(under.dataset.stage) : null;
}
