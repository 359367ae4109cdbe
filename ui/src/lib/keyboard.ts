/**
 * Shortcuts. A single letter acts only outside fields and outside input-method composition, and a person can
 * switch single letters off; combinations with Ctrl or ⌘ always act.
 */
import { useEffect, useRef } from "react";
import { load, save } from "./memory";

export type Shortcuts = Record<string, (event: KeyboardEvent) => void>;

/** Whether single letters act; kept on this computer. */
export function singleLettersAct(): boolean {
  return load("single-letters", true);
}

export function letSingleLettersAct(on: boolean): void {
  save("single-letters", on);
}

/** The name a shortcut is declared by: `n`, `Enter`, `mod+k`, `mod+Enter`, `?`. */
export function keyName(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

/** Whether a person is typing there, so that letters belong to the text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio"].includes(target.type);
  return target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName);
}

/** Whether an event may trigger the shortcut of its name. */
export function mayAct(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return false;
  if (event.ctrlKey || event.metaKey) return true;
  if (event.altKey || isTyping(event.target)) return false;
  return event.key.length > 1 || singleLettersAct();
}

type Listener = { order: number; shortcuts: { current: Shortcuts } };

/** Who listens, the innermost last: a component is rendered after the one around it. */
let listeners: Listener[] = [];
let rendered = 0;

function hear(event: KeyboardEvent): void {
  const name = keyName(event);
  const act = listeners.findLast(({ shortcuts }) => shortcuts.current[name])?.shortcuts.current[name];
  if (!act || !mayAct(event)) return;
  if (event.key === "Enter" && !event.ctrlKey && event.target instanceof HTMLButtonElement) return;
  event.preventDefault();
  act(event);
}

/** Listens while the component is shown; the innermost listener that takes the key wins. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  const order = useRef(0);
  if (order.current === 0) {
    rendered += 1;
    order.current = rendered;
  }
  useEffect(() => {
    const listener = { order: order.current, shortcuts: current };
    if (listeners.length === 0) window.addEventListener("keydown", hear);
    listeners = [...listeners, listener].sort((one, other) => one.order - other.order);
    return () => {
      listeners = listeners.filter((each) => each !== listener);
      if (listeners.length === 0) window.removeEventListener("keydown", hear);
    };
  }, []);
}
