import { Form, Input, Select } from "antd";
import type { ReactNode } from "react";

type Shared = { id: string; label: string; required?: boolean; problem?: string; hint?: ReactNode };

type TextProps = Shared & {
  value: string;
  onChange: (text: string) => void;
  rows?: number;
  autoFocus?: boolean;
  disabled?: boolean;
  kind?: "text" | "password";
};

/** A line, or several, of text with its label; a problem stands beneath it. */
export function TextField({ value, onChange, rows, autoFocus, disabled, kind, ...shared }: TextProps) {
  const input = { id: shared.id, value, autoFocus, disabled };
  return (
    <Labelled {...shared}>
      {rows === undefined ? (
        <Input {...input} type={kind} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Input.TextArea {...input} rows={rows} onChange={(event) => onChange(event.target.value)} />
      )}
    </Labelled>
  );
}

type ChoiceProps<T extends string> = Shared & {
  value: T | null;
  options: { value: T; label: string }[];
  onChange: (value: T | null) => void;
  /** What an empty choice means; without it something must be chosen. */
  otherwise?: string;
};

/** One of a list. */
export function ChoiceField<T extends string>({
  value,
  options,
  onChange,
  otherwise,
  ...shared
}: ChoiceProps<T>) {
  return (
    <Labelled {...shared}>
      <Select<T>
        id={shared.id}
        value={value ?? undefined}
        placeholder={otherwise}
        allowClear={otherwise !== undefined}
        showSearch={{ optionFilterProp: "label" }}
        options={options}
        onChange={(chosen) => onChange(chosen ?? null)}
      />
    </Labelled>
  );
}

/** Any control with its label. */
export function Labelled({ id, label, required, problem, hint, children }: Shared & { children: ReactNode }) {
  return (
    <Form.Item
      label={label}
      htmlFor={id}
      required={required}
      validateStatus={problem ? "error" : ""}
      help={problem}
      extra={hint}
    >
      {children}
    </Form.Item>
  );
}
