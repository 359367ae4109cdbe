import { CheckCircleFilled } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { useLastAct } from "../lib/lastAct";
import { useKeysOfMode } from "../lib/modeKeys";
import { Key } from "./Key";

/** The line at the bottom: the last act with its ways back, and the keys that work now. */
export function StatusLine({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useTranslation();
  const act = useLastAct();
  const keys = useKeysOfMode();
  return (
    <footer className="status" aria-live="polite">
      {act && (
        <>
          <CheckCircleFilled className="green" />
          <span>{act.text}</span>
          {act.undo && (
            <button type="button" className="plain link" onClick={act.undo}>
              {t("app.undo")}
            </button>
          )}
          {act.open && (
            <button type="button" className="plain link" onClick={act.open}>
              {t("app.open")}
            </button>
          )}
        </>
      )}
      {keys.map(({ key, does }) => (
        <span key={key}>
          <Key name={key} /> {does}
        </span>
      ))}
      <span className="grow" />
      <button type="button" className="plain" onClick={onShortcuts}>
        {t("app.shortcuts")} <Key name="?" />
      </button>
    </footer>
  );
}
