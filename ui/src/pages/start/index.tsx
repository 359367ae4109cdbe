import { FileAddOutlined, FolderOpenOutlined, HistoryOutlined, ShopOutlined } from "@ant-design/icons";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "../../components/Problem";
import { type RecentBook, shell } from "../../lib/door";
import { speak } from "../../lib/i18n";
import { NewBookForm } from "./NewBookForm";
import "./start.css";

/** Before a book is open: make one, open one, restore one, or look at the sample company. */
export function StartPage({ onOpened }: { onOpened: () => void }) {
  const { t, i18n } = useTranslation();
  const [recent, setRecent] = useState<RecentBook[]>([]);
  const [making, setMaking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    shell.recent().then(setRecent, () => setRecent([]));
  }, []);

  /** Runs an act of the shell; one that gives `false` was left in its dialog. */
  const run = async (act: () => Promise<boolean>) => {
    setFailure(null);
    setBusy(true);
    try {
      if (await act()) onOpened();
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setBusy(false);
    }
  };
  const bookKind = [{ name: t("start.book"), extensions: ["kz"] }];
  const open = () =>
    run(async () => {
      const path = await shell.pickFile(bookKind);
      if (path) await shell.open(path);
      return path !== null;
    });
  const restore = () =>
    run(async () => {
      const backup = await shell.pickFile([{ name: t("start.backup"), extensions: ["kz"] }]);
      const path = backup && (await shell.savePath(`${t("app.name")}.kz`, bookKind));
      if (!backup || !path) return false;
      await shell.restore(backup, path);
      return true;
    });
  const sample = () =>
    run(async () => {
      await shell.demo();
      return true;
    });

  return (
    <div className="start-page">
      <header className="row">
        <span className="nav-mark" aria-hidden="true">
          {t("app.name").slice(0, 1)}
        </span>
        <b className="grow">{t("app.name")}</b>
        <button
          type="button"
          className="plain second"
          aria-label={t("app.language")}
          onClick={() => speak(i18n.language === "en" ? "zh-CN" : "en")}
        >
          {`${t("app.languageZh")} / ${t("app.languageEn")}`}
        </button>
      </header>
      <main>
        <h1>{t("start.title")}</h1>
        <p className="second">{t("start.body")}</p>
        {failure !== null && <Problem error={failure} />}
        {busy && <p className="second">{t("start.working")}</p>}
        <div className="start-grid">
          {making ? (
            <NewBookForm
              onLeave={() => setMaking(false)}
              onCreate={(path, input) =>
                run(async () => {
                  await shell.create(path, input);
                  return true;
                })
              }
              onFailure={setFailure}
            />
          ) : (
            <div className="panel start-acts">
              <Act icon={<FileAddOutlined />} word="new" busy={busy} onAct={() => setMaking(true)} />
              <Act icon={<FolderOpenOutlined />} word="open" busy={busy} onAct={open} />
              <Act icon={<HistoryOutlined />} word="restore" busy={busy} onAct={restore} />
              <Act icon={<ShopOutlined />} word="sample" busy={busy} onAct={sample} />
            </div>
          )}
          <section className="panel side-box">
            <h2>{t("start.recent")}</h2>
            {recent.length === 0 && <p className="second">{t("start.noRecent")}</p>}
            {recent.map((book) => (
              <button
                key={book.path}
                type="button"
                className="plain start-recent"
                disabled={busy}
                onClick={() =>
                  run(async () => {
                    await shell.open(book.path);
                    return true;
                  })
                }
              >
                <b>{book.name}</b>
                <small className="second">{book.path}</small>
              </button>
            ))}
          </section>
        </div>
      </main>
    </div>
  );
}

type ActProps = {
  icon: ReactNode;
  word: "new" | "open" | "restore" | "sample";
  busy: boolean;
  onAct: () => void;
};

function Act({ icon, word, busy, onAct }: ActProps) {
  const { t } = useTranslation();
  return (
    <button type="button" id={`start-${word}`} className="plain start-act" disabled={busy} onClick={onAct}>
      <span className="link start-icon">{icon}</span>
      <span className="grow">
        <b>{t(`start.${word}`)}</b>
        <span className="second">{t(`start.${word}Body`)}</span>
      </span>
    </button>
  );
}
