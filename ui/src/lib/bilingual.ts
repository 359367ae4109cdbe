/** Names that the book holds in both languages. */
type Names = { name_zh: string; name_en: string };

/** The name in the window's language, or the other one where that is empty. */
export function nameIn(language: string, { name_zh, name_en }: Names): string {
  return language === "en" ? name_en || name_zh : name_zh || name_en;
}
