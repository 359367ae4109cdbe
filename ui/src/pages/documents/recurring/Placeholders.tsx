import { useTranslation } from "react-i18next";
import { usePlaceholders } from "./queries";

/** Puts text where the caret stands, as if it had been typed. */
function type(text: string) {
  const field = document.activeElement;
  const writes = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  if (!writes || field.closest(".paper") === null) return;
  const [start, end] = [field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length];
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** The placeholders: a click puts one into the field that is being written. */
export function Placeholders() {
  const { t, i18n } = useTranslation();
  const { data: names = [] } = usePlaceholders(i18n.language);
  return (
    <div className="placeholders" title={t("recurring.placeholdersHint")}>
      <span className="caption">{t("recurring.placeholders")}</span>
      {names.map(({ placeholder, text }) => (
        <button
          key={placeholder}
          type="button"
          className="plain placeholder-name"
          tabIndex={-1}
          // The caret stays in the field that is being written.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => type(text)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
