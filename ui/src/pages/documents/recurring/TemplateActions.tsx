import { Button, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Recurring } from "../../../bindings";
import { Key } from "../../../components/Key";
import { Problem } from "../../../components/Problem";
import { tell } from "../../../lib/lastAct";
import { useDue } from "../../../lib/recurring";
import { type TemplateAct, useTemplateAct } from "./queries";

type Props = {
  saved: Recurring | null;
  title: string;
  today: string;
  unsaved: boolean;
  busy: boolean;
  onSave: () => void;
  onActed: (changed: Recurring) => void;
  onMake: () => void;
};

/** What can be done with a template: save, make what is due, pause, resume, end. */
export function TemplateActions({ saved, title, today, unsaved, busy, onSave, onActed, onMake }: Props) {
  const { t } = useTranslation();
  const [ending, setEnding] = useState(false);
  const act = useTemplateAct();
  const due = useDue().data?.filter((each) => each.recurring_id === saved?.id).length ?? 0;
  if (saved?.state === "ended") return null;
  const run = (input: TemplateAct, text: string) =>
    act.mutate(input, {
      onSuccess: (changed) => {
        onActed(changed);
        setEnding(false);
        tell({ text });
      },
    });
  return (
    <>
      {act.error && !ending ? <Problem error={act.error} /> : null}
      {unsaved && (
        <span className="second caption" role="status">
          {t("recurring.unsaved")}
        </span>
      )}
      {saved && <Button onClick={() => setEnding(true)}>{t("recurring.end")}</Button>}
      {saved?.state === "active" && (
        <Button onClick={() => run({ act: "pause", id: saved.id }, t("recurring.paused", { name: title }))}>
          {t("recurring.pause")}
        </Button>
      )}
      {saved?.state === "paused" && (
        <Button
          onClick={() =>
            run({ act: "resume", id: saved.id }, t("recurring.resumed", { name: title, day: today }))
          }
        >
          {t("recurring.resume")}
        </Button>
      )}
      {due > 0 && !unsaved && (
        <Button loading={busy} onClick={onMake}>{`${t("recurring.make")} (${due})`}</Button>
      )}
      <Button type="primary" loading={busy} disabled={Boolean(saved) && !unsaved} onClick={onSave}>
        {t("recurring.save")} <Key name="Ctrl S" />
      </Button>
      {saved && ending && (
        <Modal
          open
          width={420}
          title={t("recurring.endTitle", { name: title })}
          okText={t("recurring.end")}
          okButtonProps={{ danger: true, loading: act.isPending }}
          onOk={() => run({ act: "end", id: saved.id }, t("recurring.ended", { name: title }))}
          onCancel={() => setEnding(false)}
        >
          <p className="second">{t("recurring.endBody")}</p>
          {act.error ? <Problem error={act.error} /> : null}
        </Modal>
      )}
    </>
  );
}
