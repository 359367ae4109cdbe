import { Input, type InputRef } from "antd";
import { useEffect, useRef, useState } from "react";

type Props = { label: string; value: string; onChange: (text: string) => void };

/**
 * Searches within a list. What is typed stands at once and the list follows; while an input method composes, the list
 * waits. A filter that changes from elsewhere shows once a person types elsewhere too.
 */
export function Finder({ label, value, onChange }: Props) {
  const field = useRef<InputRef>(null);
  const composing = useRef(false);
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (document.activeElement !== field.current?.input) setTyped(value);
  }, [value]);
  return (
    <Input
      ref={field}
      size="small"
      allowClear
      className="finder"
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        if (!composing.current) onChange(event.target.value);
      }}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        onChange(event.currentTarget.value);
      }}
    />
  );
}
