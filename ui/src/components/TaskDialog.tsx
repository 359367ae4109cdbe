import { Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RepeatUnit, Task, TaskFields } from "../bindings";
import { findParties } from "../lib/parties";
import { useSalespeople, useSaveTask } from "../lib/tasks";
import { DateInput } from "./DateInput";
import { ChoiceField, Labelled, TextField } from "./fields";
import { type Choice, PartyPicker } from "./Picker";
import { Problem } from "./Problem";

type Props = {
  /** The task to change; a new one without. */
  task?: Task;
  /** Whom a new one is about. */
  party?: Choice | null;
  /** What a new one says to begin with. */
  about?: string;
  day: string;
  onClose: () => void;
};

const UNITS: RepeatUnit[] = ["day", "week", "month", "year"];

/** What is to be done, on which day, by whom, and whether it comes back. */
export function TaskDialog({ task, party = null, about: words = "", day, onClose }: Props) {
  const { t } = useTranslation();
  const before = task?.fields;
  const [title, setTitle] = useState(before?.title ?? words);
  const [dueOn, setDueOn] = useState(before?.due_on ?? day);
  const [about, setAbout] = useState<Choice | null>(
    before?.party_id ? { id: before.party_id, name: task?.party_name ?? "" } : party,
  );
  const [assignee, setAssignee] = useState(before?.assignee_id ? String(before.assignee_id) : null);
  const [unit, setUnit] = useState<RepeatUnit | null>(before?.repeats?.unit ?? null);
  const saving = useSaveTask();
  const { data: users = [] } = useSalespeople();
  const people = users.map(({ id, name }) => ({ value: String(id), label: name }));
  // Who left keeps what was theirs until somebody else is given it.
  if (task && before?.assignee_id && !users.some(({ id }) => id === before.assignee_id))
    people.push({
      value: String(before.assignee_id),
      label: t("activities.tasks.left", { name: task.assignee }),
    });
  const every = before?.repeats && before.repeats.unit === unit ? before.repeats.every : 1;
  const fields: TaskFields = {
    title,
    due_on: dueOn,
    party_id: about?.id ?? null,
    assignee_id: assignee === null ? null : Number(assignee),
    repeats: unit === null ? null : { every, unit },
  };
  const ready = title.trim() !== "" && dueOn !== "";
  const save = () => {
    if (!ready || saving.isPending) return;
    saving.mutate({ id: task?.id ?? null, version: task?.version ?? null, fields }, { onSuccess: onClose });
  };
  return (
    <Modal
      open
      width={460}
      title={task ? t("activities.tasks.edit") : t("activities.tasks.new")}
      okText={t("activities.save")}
      okButtonProps={{ disabled: !ready, loading: saving.isPending }}
      onOk={save}
      onCancel={onClose}
      afterOpenChange={(shown) => shown && document.getElementById("task-title")?.focus()}
    >
      <Form
        layout="vertical"
        onKeyDown={(event) => {
          if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          save();
        }}
      >
        <TextField
          id="task-title"
          label={t("activities.tasks.title")}
          value={title}
          onChange={setTitle}
          required
        />
        <Labelled id="task-due" label={t("activities.tasks.due")} required>
          <DateInput label={t("activities.tasks.due")} value={dueOn} onChange={setDueOn} />
        </Labelled>
        <Labelled id="task-party" label={t("activities.tasks.party")}>
          <PartyPicker value={about} onChange={setAbout} find={findParties} />
        </Labelled>
        {people.length > 1 && (
          <ChoiceField
            id="task-assignee"
            label={t("activities.tasks.assignee")}
            value={assignee}
            options={people}
            otherwise={t("activities.today.mine")}
            onChange={setAssignee}
          />
        )}
        <ChoiceField
          id="task-repeats"
          label={t("activities.tasks.repeats")}
          value={unit}
          options={UNITS.map((value) => ({ value, label: t(`activities.tasks.repeat.${value}`) }))}
          otherwise={t("activities.tasks.repeatNone")}
          onChange={setUnit}
        />
        {saving.error && <Problem error={saving.error} />}
      </Form>
    </Modal>
  );
}
