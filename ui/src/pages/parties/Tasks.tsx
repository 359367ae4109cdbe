import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Business, Task, TaskList } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { Key } from "../../components/Key";
import { TaskDialog } from "../../components/TaskDialog";
import { addDays } from "../../lib/dates";
import { useShortcuts } from "../../lib/keyboard";
import { useMay, useSession } from "../../lib/session";
import { useTaskActs, useTasks } from "../../lib/tasks";

/** What is to be done about one party, and, where asked for, what was. */
export function Tasks({ business, id, name }: { business: Business; id: number; name: string }) {
  const { t } = useTranslation();
  const [selected, setSelected] = useState<number | null>(null);
  const [closedToo, setClosedToo] = useState(false);
  const [dialog, setDialog] = useState<"new" | Task | null>(null);
  const today = useSession().data?.today ?? "";
  const filter: TaskList = { party_id: id, assignee_id: null, with_closed: closedToo };
  const list = useTasks(filter);
  const rows = list.data ?? [];
  const chosen = rows.find((row) => row.id === selected);
  const edits = useMay()("edit_parties");
  const acts = useTaskActs();
  const open = edits && chosen?.state === "open" ? chosen : null;
  useShortcuts(
    open
      ? {
          d: () => void acts.finish({ id: open.id }),
          s: () => void acts.snooze({ id: open.id, until: addDays(today, 1) }),
        }
      : {},
  );
  const columns = useColumns(today);
  return (
    <>
      <div className="row">
        {edits && (
          <Button size="small" type="primary" onClick={() => setDialog("new")}>
            {t("activities.tasks.new")}
          </Button>
        )}
        {open && (
          <Button size="small" onClick={() => void acts.finish({ id: open.id })}>
            {t("activities.tasks.done")} <Key name="D" />
          </Button>
        )}
        {open && (
          <Button size="small" onClick={() => void acts.snooze({ id: open.id, until: addDays(today, 1) })}>
            {t("activities.tasks.snooze")} <Key name="S" />
          </Button>
        )}
        {open && (
          <Button size="small" onClick={() => void acts.drop(open.id)}>
            {t("activities.tasks.drop")}
          </Button>
        )}
        {edits && chosen && chosen.state !== "open" && (
          <Button size="small" onClick={() => void acts.reopen(chosen.id)}>
            {t("activities.tasks.reopen")}
          </Button>
        )}
        <Checkbox checked={closedToo} onChange={(event) => setClosedToo(event.target.checked)}>
          {t("activities.tasks.closedToo")}
        </Checkbox>
      </div>
      <DataTable
        name={`${business}-tasks`}
        label={t("activities.tasks.tab")}
        columns={columns}
        rows={rows}
        idOf={(row) => row.id}
        selected={selected}
        onSelect={setSelected}
        onOpen={(row) => edits && row.state === "open" && setDialog(row)}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        exports={{ of: "tasks", filter }}
        empty={
          <EmptyState
            title={t("activities.tasks.emptyTitle")}
            body={t("activities.tasks.emptyBody")}
            actions={edits && <Button onClick={() => setDialog("new")}>{t("activities.tasks.new")}</Button>}
          />
        }
      />
      {dialog === "new" && <TaskDialog party={{ id, name }} day={today} onClose={() => setDialog(null)} />}
      {dialog !== null && dialog !== "new" && (
        <TaskDialog task={dialog} day={today} onClose={() => setDialog(null)} />
      )}
    </>
  );
}

function useColumns(today: string): Column<Task>[] {
  const { t } = useTranslation();
  return [
    {
      key: "title",
      title: t("activities.tasks.title"),
      width: "minmax(160px, 2fr)",
      render: (row) => row.fields.title,
    },
    {
      key: "due",
      title: t("activities.tasks.due"),
      width: "100px",
      render: (row) => (
        <span className={row.state === "open" && row.fields.due_on < today ? "red" : ""}>
          <DateText value={row.fields.due_on} />
        </span>
      ),
    },
    {
      key: "snoozed",
      title: t("activities.tasks.snoozedUntil"),
      width: "100px",
      render: (row) => <DateText value={row.snoozed_until} />,
    },
    {
      key: "assignee",
      title: t("activities.tasks.assignee"),
      width: "100px",
      render: (row) => row.assignee,
    },
    {
      key: "state",
      title: t("activities.tasks.state"),
      width: "90px",
      render: (row) => t(`activities.tasks.states.${row.state}`),
    },
  ];
}
