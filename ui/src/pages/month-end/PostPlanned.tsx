import { Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntryPreview } from "../../bindings";
import { EntryLines } from "../../components/EntryLines";
import { Problem } from "../../components/Problem";
import { tell } from "../../lib/lastAct";
import { type PeriodAct, usePostPlanned } from "./queries";

type Props = {
  period: PeriodAct;
  entries: EntryPreview[];
  onClose: () => void;
};

/** The last look at the entries of a period's end before they are posted. */
export function PostPlanned({ period, entries, onClose }: Props) {
  const { t } = useTranslation();
  const posting = usePostPlanned();
  // What was agreed to stays while it is posted, though nothing is left to post by then.
  const [agreed] = useState(entries);
  const post = () =>
    posting.mutate(period, {
      onSuccess: (posted) => {
        tell({ text: t(`month.${period.act}.posted`, { count: posted.length }) });
        onClose();
      },
    });
  return (
    <Modal
      open
      width={520}
      title={t(`month.${period.act}.title`)}
      okText={t("vouchers.post")}
      okButtonProps={{ autoFocus: true, loading: posting.isPending }}
      onOk={post}
      onCancel={onClose}
    >
      {agreed.map((entry, at) => (
        // The planned entries never move: their place is their identity.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={at} className="planned-entry">
          <span className="second num">{entry.date}</span>
          <EntryLines lines={entry.lines} />
        </div>
      ))}
      {posting.error && <Problem error={posting.error} />}
    </Modal>
  );
}
