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
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

/** Whether an event may trigger the shortcut of its name. */
export function mayAct(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return false;
  if (event.ctrlKey || event.metaKey) return true;
  if (event.altKey || isTyping(event.target)) return false;
  return event.key.length > 1 || singleLettersAct();
}

/** Listens while the component is shown; the innermost listener that takes the key wins. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const act = current.current[keyName(event)];
      if (!act || !mayAct(event)) return;
      if (event.key === "Enter" && !event.ctrlKey && event.target instanceof HTMLButtonElement) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
}
