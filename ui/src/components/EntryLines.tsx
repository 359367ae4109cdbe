import { useTranslation } from "react-i18next";
import type { Money, Side } from "../bindings";
import { MoneyText } from "./MoneyText";

export type ShownLine = { account: string; name_zh: string; name_en: string; side: Side; amount: Money };

/** An entry as a bookkeeper writes it: debits first, credits indented. */
export function EntryLines({ lines }: { lines: ShownLine[] }) {
  const { t, i18n } = useTranslation();
  const ordered = [...lines].sort((one, other) => other.side.localeCompare(one.side));
  return (
    <table className="entry">
      <tbody>
        {ordered.map((line, at) => (
          // The lines of an entry never move: their place is their identity.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <tr key={at}>
            <td className="second">{t(`documents.${line.side}`)}</td>
            <td className={line.side === "credit" ? "indent" : ""}>
              <span className="num">{line.account}</span>{" "}
              {i18n.language === "en" ? line.name_en : line.name_zh}
            </td>
            <td className="end">
              <MoneyText value={line.amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
