import { useEffect, useRef, useState } from "react";

/** The value once its text has rested for a moment, so that each keystroke is not a question. */
export function useAfter<T>(value: T, milliseconds: number, textOf: (value: T) => string): T {
  const [rested, setRested] = useState(value);
  const latest = useRef(value);
  latest.current = value;
  const text = textOf(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a value of the same text is the same value
  useEffect(() => {
    const timer = setTimeout(() => setRested(latest.current), milliseconds);
    return () => clearTimeout(timer);
  }, [text, milliseconds]);
  return rested;
}
