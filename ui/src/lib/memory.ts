/** What this computer remembers of the window between starts: never book data, only where a person was. */

const PREFIX = "kezhang.";

/** The remembered value, or `otherwise` where there is none or it cannot be read. */
export function load<T>(name: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise;
  }
}

export function save(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // A full or forbidden storage costs only the memory of where a person was.
  }
}
