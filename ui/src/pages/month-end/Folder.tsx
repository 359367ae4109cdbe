import { FileOutlined, FolderOpenOutlined, LockOutlined } from "@ant-design/icons";
import { Button, Popconfirm } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Checklist, Closing, MonthFile, MonthPack } from "../../bindings";
import { Problem } from "../../components/Problem";
import { ProgressCard } from "../../components/ProgressCard";
import { shell } from "../../lib/door";
import { useJob } from "../../lib/job";
import { tell } from "../../lib/lastAct";
import { load, save } from "../../lib/memory";
import { kilobytes } from "../../lib/money";
import { useMay } from "../../lib/session";
import { runMonth, useForgetMonths } from "./queries";

/** The folder of a month: where it goes, what was written, and the lock; beneath it the months closed before. */
export function Folder({ checklist, closings }: { checklist: Checklist; closings: Closing[] }) {
  const { t } = useTranslation();
  const { month, closed, ready } = checklist;
  const [place, setPlace] = useState<string>(() => load("month-end-folder", ""));
  const [failure, setFailure] = useState<unknown>(null);
  const job = useJob<MonthPack>();
  const closes = useMay()("close");
  const forget = useForgetMonths();
  const choose = async (): Promise<string> => {
    const chosen = (await shell.pickFolder()) ?? "";
    if (chosen !== "") {
      setPlace(chosen);
      save("month-end-folder", chosen);
    }
    return chosen;
  };
  const write = async (close: boolean) => {
    setFailure(null);
    try {
      const parent = place || (await choose());
      if (parent === "") return;
      const pack = await job.run((hear) =>
        runMonth({ month, folder: `${parent.replace(/[/\\]$/, "")}/${month}`, close }, hear),
      );
      await forget();
      if (pack) tell({ text: t(pack.closed && close ? "month.closedNow" : "month.written", pack) });
    } catch (thrown) {
      setFailure(thrown);
    }
  };
  const pack = job.outcome;
  const refused = failure ?? job.error;
  return (
    <aside className="panel month-folder">
      <header>
        <h2>{t("month.folder")}</h2>
        <button type="button" className="plain link" onClick={() => choose().catch(setFailure)}>
          <FolderOpenOutlined /> {t("month.chooseFolder")}
        </button>
      </header>
      <p className="second hash">{place === "" ? t("month.folderBody") : `${place}/${month}`}</p>
      <div className="row">
        <Button disabled={job.running} onClick={() => write(false)}>
          {t(ready || closed ? "month.write" : "month.writeDraft")}
        </Button>
        {closes && (
          <Popconfirm
            title={t("month.lockTitle", { month })}
            description={t("month.lockBody")}
            okText={t("month.lock")}
            cancelText={t("month.notYet")}
            onConfirm={() => write(true)}
            disabled={!ready || closed || job.running}
          >
            <Button type="primary" icon={<LockOutlined />} disabled={!ready || closed || job.running}>
              {closed ? t("month.locked") : t("month.writeAndLock")}
            </Button>
          </Popconfirm>
        )}
      </div>
      {job.running && <ProgressCard title={t("month.writing")} step={job.step} onCancel={job.cancel} />}
      {refused ? <Problem error={refused} /> : null}
      {pack?.draft && <Problem>{t("month.draft")}</Problem>}
      {pack && pack.uncovered.length > 0 && (
        <Problem>{t("month.uncovered", { characters: pack.uncovered.join(", ") })}</Problem>
      )}
      {pack && <Files files={pack.files} />}
      <h2>{t("month.before")}</h2>
      {closings.length === 0 && <p className="second">{t("month.noneBefore")}</p>}
      <div className="month-files">
        {closings.map((closing) => (
          <div key={closing.month} className="row" title={closing.head}>
            <LockOutlined className="second" />
            <span className="num">{closing.month}</span>
            <span className="second grow num">{closing.closed_at.slice(0, 10)}</span>
            <span className="second">{closing.closed_by}</span>
          </div>
        ))}
      </div>
    </aside>
  );
}

function Files({ files }: { files: MonthFile[] }) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t("month.files", { count: files.length })}</h2>
      <div className="month-files">
        {files.map((file) => (
          <div key={file.name} className="row" title={`SHA-256 ${file.sha256}`}>
            <FileOutlined className="second" />
            <span className="grow">{file.name}</span>
            <span className="second num">{`${kilobytes(file.bytes)} kB`}</span>
          </div>
        ))}
      </div>
    </>
  );
}
