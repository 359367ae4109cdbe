/** A keycap: the name of a key as it stands on the keyboard. */
export function Key({ name }: { name: string }) {
  return <kbd className="key">{name}</kbd>;
}
