/** A day in lists and headers: ISO, tabular. */
export function DateText({ value }: { value: string | null | undefined }) {
  return value ? (
    <time className="num" dateTime={value}>
      {value}
    </time>
  ) : null;
}
