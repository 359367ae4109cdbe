import { type ReactNode, useEffect, useRef } from "react";
import { useShortcuts } from "../lib/keyboard";

const WIDTH_PX = 400;
const ROOM_PX = 240;
const GAP_PX = 6;

type Props = { anchor: HTMLElement; label: string; onClose: () => void; children: ReactNode };

/** What a figure opens into, at the figure itself; Esc and a press elsewhere close it and give the focus back. */
export function CellPopover({ anchor, label, onClose, children }: Props) {
  const box = useRef<HTMLElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    box.current?.focus();
    const leave = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) close.current();
    };
    document.addEventListener("pointerdown", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
      anchor.focus();
    };
  }, [anchor]);
  useShortcuts({ Escape: onClose });
  const { left, top, bottom } = anchor.getBoundingClientRect();
  const below = window.innerHeight - bottom > ROOM_PX;
  const place = below ? { top: bottom + GAP_PX } : { bottom: window.innerHeight - top + GAP_PX };
  return (
    <section
      ref={box}
      className="panel cell-popover"
      aria-label={label}
      tabIndex={-1}
      style={{ ...place, width: WIDTH_PX, left: Math.min(left, window.innerWidth - WIDTH_PX - 16) }}
    >
      {children}
    </section>
  );
}
