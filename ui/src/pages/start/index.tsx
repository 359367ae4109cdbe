import {
  EyeOutlined,
  FileAddOutlined,
  FolderOpenOutlined,
  HistoryOutlined,
  ShopOutlined,
} from "@ant-design/icons";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Doorstep } from "../../components/Doorstep";
import { Problem } from "../../components/Problem";
import { ProgressCard } from "../../components/ProgressCard";
import { type RecentBook, shell } from "../../lib/door";
import { useSample } from "../../lib/sample";
import { NewBookForm } from "./NewBookForm";
import "./start.css";

/** Before a book is open: make one, open one, restore one, or look at the sample company. */
export function StartPage({ onOpened }: { onOpened: () => void }) {
  const { t } = useTranslation();
  const [recent, setRecent] = useState<RecentBook[]>([]);
  const [making, setMaking] = useState(false);
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const sample = useSample(onOpened);
  const busy = running || sample.running;
  useEffect(() => {
    shell.recent().then(setRecent, () => setRecent([]));
  }, []);

  /** Runs an act of the shell; one that gives `false` was left in its dialog. */
  const run = async (act: () => Promise<boolean>) => {
    setFailure(null);
    setRunning(true);
    try {
      if (await act()) onOpened();
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setRunning(false);
    }
  };
  const bookKind = [{ name: t("start.book"), extensions: ["kz"] }];
  const open = (readOnly: boolean) =>
    run(async () => {
      const path = await shell.pickFile(bookKind);
      if (path) await shell.open(path, readOnly);
      return path !== null;
    });
  const restore = () =>
    run(async () => {
      const backup = await shell.pickFile([{ name: t("start.backup"), extensions: ["kz", "json"] }]);
      const path = backup && (await shell.savePath(`${t("app.name")}.kz`, bookKind));
      if (!backup || !path) return false;
      await shell.restore(backup, path);
      return true;
    });

  return (
    <Doorstep title={t("start.title")} body={t("start.body")}>
      {(failure ?? sample.error) !== null && <Problem error={failure ?? sample.error} />}
      {running && <p className="second">{t("start.working")}</p>}
      {sample.running && (
        <ProgressCard title={t("start.making")} step={sample.step} onCancel={sample.cancel} />
      )}
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
            <Act icon={<FolderOpenOutlined />} word="open" busy={busy} onAct={() => open(false)} />
            <Act icon={<EyeOutlined />} word="look" busy={busy} onAct={() => open(true)} />
            <Act icon={<HistoryOutlined />} word="restore" busy={busy} onAct={restore} />
            <Act icon={<ShopOutlined />} word="sample" busy={busy} onAct={() => void sample.open()} />
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
    </Doorstep>
  );
}

type ActProps = {
  icon: ReactNode;
  word: "new" | "open" | "look" | "restore" | "sample";
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
