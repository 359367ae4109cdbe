import { Input, type InputRef } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { QuickEntry as Entry } from "../../../bindings";
import { Key } from "../../../components/Key";
import { Problem } from "../../../components/Problem";
import { useAfter } from "../../../lib/after";
import { useRecordPromise } from "../../../lib/commitments";
import { useShortcuts } from "../../../lib/keyboard";
import { tell } from "../../../lib/lastAct";
import { useModeKeys } from "../../../lib/modeKeys";
import { formatAmount } from "../../../lib/money";
import { readLine, useLine, useRecord, useWithdraw } from "./queries";

const REST_MS = 150;

/** One line, shown as it was understood and recorded with Enter; what was typed stays until it is recorded. */
export function QuickEntry({ party }: { party: number }) {
  const { t } = useTranslation();
  const field = useRef<InputRef>(null);
  const [text, setText] = useState("");
  const [failure, setFailure] = useState<unknown>(null);
  const rested = useAfter(text, REST_MS, (typed) => typed);
  const read = useLine(party, rested).data;
  const recording = useRecord();
  const promising = useRecordPromise();
  const withdrawing = useWithdraw();
  useShortcuts({ q: () => field.current?.focus() });
  useModeKeys([{ key: "Q", does: t("activities.quick.record") }]);
  const undo = (seq: number) =>
    withdrawing.mutateAsync(seq).then(() => tell({ text: t("activities.withdrawn") }), setFailure);
  const record = async () => {
    const line = text.trim();
    if (line === "" || recording.isPending || promising.isPending) return;
    setFailure(null);
    try {
      // Read once more: what is recorded is what stands in the field, not what rested there before.
      const entry = await readLine(party, line);
      const activity = {
        party_id: party,
        kind: entry.kind,
        date: entry.date,
        time: entry.time,
        contact: entry.contact ?? "",
        text: entry.text,
      };
      // A promise stands on the list of today by itself: it needs no next step beside it.
      if (entry.promise) {
        const { due_on, amount } = entry.promise;
        const promise = { party_id: party, due_on, amount, contact: activity.contact, note: entry.text };
        await promising.mutateAsync({ promise, activity });
        setText("");
        tell({ text: t("activities.quick.promised", { day: due_on }) });
        return;
      }
      const { seq, fields } = await recording.mutateAsync({
        ...activity,
        next_step: entry.next_step ?? "",
        next_on: entry.next_step ? entry.next_on : null,
      });
      setText("");
      tell({
        text: t("activities.recorded", { kind: t(`activities.kinds.${fields.kind}`) }),
        undo: () => void undo(seq),
      });
    } catch (thrown) {
      setFailure(thrown);
    }
  };
  return (
    <div className="quick">
      <Input
        ref={field}
        id="quick-entry"
        aria-label={t("activities.quick.label")}
        placeholder={t("activities.quick.example")}
        value={text}
        disabled={recording.isPending || promising.isPending}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={(event) => {
          if (!event.nativeEvent.isComposing) void record();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          field.current?.blur();
        }}
      />
      {text.trim() !== "" && read && <Understood entry={read} />}
      {failure !== null && <Problem error={failure} />}
    </div>
  );
}

/** What a line was understood to say. */
function Understood({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const chips = [t(`activities.kinds.${entry.kind}`), entry.date, entry.time, entry.contact].filter(
    (chip): chip is string => Boolean(chip),
  );
  return (
    <div className="quick-chips" role="status">
      {chips.map((chip) => (
        <span key={chip} className="pill">
          {chip}
        </span>
      ))}
      {entry.promise && (
        <span className="pill accent">
          {entry.promise.amount
            ? t("activities.quick.promise", {
                day: entry.promise.due_on,
                amount: formatAmount(entry.promise.amount),
              })
            : t("activities.quick.promiseAll", { day: entry.promise.due_on })}
        </span>
      )}
      {entry.next_on && !entry.promise && (
        <span className="pill accent">
          {entry.next_step
            ? t("activities.quick.next", { day: entry.next_on, step: entry.next_step })
            : t("activities.quick.nextDay", { day: entry.next_on })}
        </span>
      )}
      <span className="grow" />
      <Key name="Enter" />
    </div>
  );
}
