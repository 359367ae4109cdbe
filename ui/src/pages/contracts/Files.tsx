import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Attachment } from "../../bindings";
import { Problem } from "../../components/Problem";
import { pickScan, useAttach } from "../../lib/attachments";
import { openFile } from "./queries";

type Props = {
  ids: number[];
  /** Those that the saved contract names. */
  known: Attachment[];
  changes: boolean;
  onIds: (ids: number[]) => void;
};

/** Scans of the contract, kept in the book. */
export function Files({ ids, known, changes, onIds }: Props) {
  const { t } = useTranslation();
  const adding = useAttach();
  const [added, setAdded] = useState<Attachment[]>([]);
  const [failure, setFailure] = useState<unknown>(null);
  const add = async () => {
    setFailure(null);
    try {
      const path = await pickScan();
      if (!path) return;
      const file = await adding.mutateAsync(path);
      setAdded([...added, file]);
      onIds([...ids, file.id]);
    } catch (thrown) {
      setFailure(thrown);
    }
  };
  const open = (id: number) => openFile(id).catch(setFailure);
  const nameOf = (id: number) => [...known, ...added].find((file) => file.id === id)?.file_name ?? `#${id}`;
  return (
    <section className="rows-editor" aria-label={t("contracts.files")}>
      <div className="row">
        <h2 className="section grow">{t("contracts.files")}</h2>
        <Button size="small" icon={<PlusOutlined />} loading={adding.isPending} onClick={add}>
          {t("contracts.addFile")}
        </Button>
      </div>
      {ids.map((id) => (
        <div key={id} className="contract-file">
          <button
            type="button"
            className="plain grow"
            aria-label={t("contracts.openFile", { name: nameOf(id) })}
            onClick={() => open(id)}
          >
            {nameOf(id)}
          </button>
          {changes && (
            <button
              type="button"
              className="plain third"
              aria-label={t("contracts.removeFile", { name: nameOf(id) })}
              onClick={() => onIds(ids.filter((own) => own !== id))}
            >
              {"×"}
            </button>
          )}
        </div>
      ))}
      {failure !== null && <Problem error={failure} />}
    </section>
  );
}
