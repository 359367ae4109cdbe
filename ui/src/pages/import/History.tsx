import { Button, Popconfirm } from "antd";
import { useTranslation } from "react-i18next";
import type { ImportKind, ImportRun, Undone } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { Problem } from "../../components/Problem";
import { ProgressCard } from "../../components/ProgressCard";
import { timeOf } from "../../lib/dates";
import { useJob } from "../../lib/job";
import { tell } from "../../lib/lastAct";
import { formatAmount } from "../../lib/money";
import { undoImport, useForgetAnswers, useRuns } from "./queries";

/** The imports of this book; each can be taken back as a whole. */
export function History() {
  const { t } = useTranslation();
  const list = useRuns();
  const job = useJob<Undone>();
  const forget = useForgetAnswers();
  const undo = async (run: ImportRun) => {
    const undone = await job.run((hear) => undoImport(run.id, hear));
    await forget();
    if (!undone) return;
    const { reversed, archived, kept } = undone;
    tell({ text: t("import.undone", { file: run.file_name, reversed, archived, kept }) });
  };
  const columns: Column<ImportRun>[] = [
    {
      key: "at",
      title: t("import.at"),
      width: "150px",
      render: (run) => <time className="num">{timeOf(run.imported_at)}</time>,
    },
    { key: "file", title: t("import.file"), width: "minmax(160px, 2fr)", render: (run) => run.file_name },
    {
      key: "kind",
      title: t("import.kind"),
      width: "minmax(100px, 1fr)",
      render: (run) => t(`import.kinds.${run.kind as ImportKind}`),
    },
    {
      key: "rows",
      title: t("import.count"),
      width: "80px",
      align: "end",
      render: (run) => <span className="num">{formatAmount(String(run.row_count))}</span>,
    },
    { key: "by", title: t("import.by"), width: "100px", render: (run) => run.imported_by },
    {
      key: "undo",
      title: "",
      width: "110px",
      align: "end",
      render: (run) =>
        run.undone !== null ? (
          <span className="pill">{t("import.isUndone")}</span>
        ) : (
          <Popconfirm
            title={t("import.undoTitle", { file: run.file_name })}
            description={t("import.undoBody")}
            okText={t("import.undo")}
            cancelText={t("import.keep")}
            onConfirm={() => undo(run)}
          >
            <Button size="small" type="text" disabled={job.running}>
              {t("import.undo")}
            </Button>
          </Popconfirm>
        ),
    },
  ];
  return (
    <>
      {job.running && <ProgressCard title={t("import.undoing")} step={job.step} onCancel={job.cancel} />}
      {job.error && <Problem error={job.error} />}
      <h2 className="import-heading">{t("import.history")}</h2>
      <DataTable
        name="imports"
        label={t("import.history")}
        columns={columns}
        rows={list.data ?? []}
        idOf={(run) => run.id}
        loading={list.isLoading}
        error={list.error}
        empty={<EmptyState title={t("import.noneYet")} body={t("import.noneYetBody")} />}
      />
    </>
  );
}
