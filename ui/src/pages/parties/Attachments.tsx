import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Business, FiledAttachment } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { Problem } from "../../components/Problem";
import { openAttachment } from "../../lib/attachments";
import { timeOf } from "../../lib/dates";
import { shell } from "../../lib/door";
import { tell } from "../../lib/lastAct";
import { saveFile } from "../../lib/saveFile";
import { useMay } from "../../lib/session";
import { useAttachments, useFileAttachment, useWithdrawAttachment } from "./queries";

/** Files of a party, kept in the book: added, opened, taken off the list. */
export function Attachments({ business, id }: { business: Business; id: number }) {
  const { t } = useTranslation();
  const [selected, setSelected] = useState<number | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const list = useAttachments(id);
  const adding = useFileAttachment();
  const withdrawing = useWithdrawAttachment();
  const edits = useMay()("edit_parties");
  const rows = list.data ?? [];
  const chosen = rows.find((row) => row.seq === selected);
  const attempt = async (act: () => Promise<void>) => {
    setFailure(null);
    try {
      await act();
    } catch (thrown) {
      setFailure(thrown);
    }
  };
  const add = () =>
    attempt(async () => {
      const path = await shell.pickFile([]);
      if (!path) return;
      const { file_name: name } = await adding.mutateAsync({ party_id: id, path });
      tell({ text: t("activities.attachments.added", { name }) });
    });
  const withdraw = ({ seq, file_name: name }: FiledAttachment) =>
    attempt(async () => {
      await withdrawing.mutateAsync(seq);
      tell({ text: t("activities.attachments.gone", { name }) });
    });
  const open = (row: FiledAttachment) =>
    attempt(async () => saveFile(await openAttachment(row.attachment_id)));
  const columns: Column<FiledAttachment>[] = [
    {
      key: "file",
      title: t("activities.attachments.file"),
      width: "minmax(180px, 2fr)",
      render: (row) => row.file_name,
    },
    {
      key: "size",
      title: t("activities.attachments.size"),
      width: "90px",
      align: "end",
      render: (row) => <span className="num">{sizeOf(row.size_bytes)}</span>,
    },
    {
      key: "filed",
      title: t("activities.attachments.filed"),
      width: "140px",
      render: (row) => <span className="num">{timeOf(row.filed_at)}</span>,
    },
    {
      key: "author",
      title: t("activities.attachments.author"),
      width: "110px",
      render: (row) => <span className="second">{row.author}</span>,
    },
  ];
  return (
    <>
      <div className="row">
        {edits && (
          <Button size="small" type="primary" loading={adding.isPending} onClick={() => void add()}>
            {t("activities.attachments.add")}
          </Button>
        )}
        {chosen && (
          <Button size="small" onClick={() => void open(chosen)}>
            {t("activities.attachments.open")}
          </Button>
        )}
        {chosen && edits && (
          <Button size="small" loading={withdrawing.isPending} onClick={() => void withdraw(chosen)}>
            {t("activities.attachments.withdraw")}
          </Button>
        )}
      </div>
      {failure !== null && <Problem error={failure} />}
      <DataTable
        name={`${business}-attachments`}
        label={t("activities.attachments.tab")}
        columns={columns}
        rows={rows}
        idOf={(row) => row.seq}
        selected={selected}
        onSelect={setSelected}
        onOpen={(row) => void open(row)}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        empty={
          <EmptyState
            title={t("activities.attachments.emptyTitle")}
            body={t("activities.attachments.emptyBody")}
            actions={edits && <Button onClick={() => void add()}>{t("activities.attachments.add")}</Button>}
          />
        }
      />
    </>
  );
}

const UNITS = ["B", "KB", "MB"];

/** A size for the eye: `312 KB`. */
function sizeOf(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${UNITS[unit]}`;
}
