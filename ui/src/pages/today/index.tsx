import { PlusOutlined } from "@ant-design/icons";
import { Button, Dropdown, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Agenda, AgendaRow } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { FilterChips } from "../../components/FilterChips";
import { Key } from "../../components/Key";
import { MoneyText } from "../../components/MoneyText";
import { PageHead } from "../../components/PageHead";
import { TaskDialog } from "../../components/TaskDialog";
import { addDays } from "../../lib/dates";
import { useShortcuts } from "../../lib/keyboard";
import { useModeKeys } from "../../lib/modeKeys";
import { usePageState } from "../../lib/pageState";
import { useIsForeign, useMay, useSession } from "../../lib/session";
import { homeOfRow, laterDays, useTask, useTaskActs, useToday } from "../../lib/tasks";

const START = { view: "mine", until: "today", row: "0", new: "" };
const REACH = { today: 0, week: 7, month: 30 } as const;
type Reach = keyof typeof REACH;

type Placed = AgendaRow & { place: number };

/** Everything with a day in one list: what somebody set a day for, then what falls due of itself, late rows first; done,
 * put off or opened from the keyboard. */
export function TodayPage() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [state, change] = usePageState(START);
  const [opened, setDialog] = useState<"new" | "follow" | number | null>(null);
  // The palette comes here to write a new one.
  const dialog = opened ?? (state.new === "yes" ? "new" : null);
  const close = () => {
    setDialog(null);
    change({ new: "" });
  };
  const session = useSession().data;
  const today = session?.today ?? "";
  const filter: Agenda = {
    assignee_id: state.view === "mine" ? (session?.user.id ?? null) : null,
    until: today === "" ? null : addDays(today, REACH[state.until as Reach] ?? 0),
  };
  const list = useToday(filter);
  const rows: Placed[] = (list.data?.pages.flatMap((page) => page.rows) ?? []).map((row, place) => ({
    ...row,
    place,
  }));
  const place = Math.min(Number(state.row), rows.length - 1);
  const chosen = rows[place];
  const acts = useTaskActs();
  const edits = useMay()("edit_parties");
  const edited = useTask(typeof dialog === "number" ? dialog : null).data;
  const columns = useColumns();
  const task = edits ? chosen?.task_id : null;
  // What is due of itself is followed up by a task of its own.
  const follows = edits && chosen && !chosen.task_id;
  const finish = () => task && void acts.finish({ id: task });
  const open = (row: AgendaRow | undefined) => {
    if (!row) return;
    const home = homeOfRow(row);
    if (home) goTo(home);
    else if (row.task_id && edits) setDialog(row.task_id);
  };
  useShortcuts({
    ...(edits ? { n: () => setDialog("new") } : {}),
    ...(follows ? { f: () => setDialog("follow") } : {}),
    ...(task
      ? {
          d: finish,
          e: () => setDialog(task),
          s: () => void acts.snooze({ id: task, until: addDays(today, 1) }),
        }
      : {}),
  });
  useModeKeys(
    task
      ? [
          { key: "D", does: t("activities.tasks.done") },
          { key: "S", does: t("activities.tasks.snooze") },
          { key: "E", does: t("keys.edit") },
        ]
      : [],
  );
  return (
    <div className="page-main">
      <PageHead
        title={t("activities.today.title")}
        views={[
          { key: "mine", title: t("activities.today.mine") },
          { key: "everyone", title: t("activities.today.everyone") },
        ]}
        view={state.view}
        onView={(view) => change({ view, row: "0" }, "push")}
        actions={
          edits && (
            <>
              {follows && (
                <Button onClick={() => setDialog("follow")}>
                  {t("activities.today.followUp")} <Key name="F" />
                </Button>
              )}
              {task && (
                <>
                  <Button onClick={finish}>
                    {t("activities.tasks.done")} <Key name="D" />
                  </Button>
                  <Dropdown
                    trigger={["click"]}
                    menu={{
                      items: laterDays(today).map((day) => ({
                        key: day,
                        label: t("activities.tasks.snoozeTo", { day }),
                        onClick: () => void acts.snooze({ id: task, until: day }),
                      })),
                    }}
                  >
                    <Button>
                      {t("activities.tasks.snooze")} <Key name="S" />
                    </Button>
                  </Dropdown>
                  <Button onClick={() => void acts.drop(task)}>{t("activities.tasks.drop")}</Button>
                </>
              )}
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setDialog("new")}>
                {t("activities.tasks.new")} <Key name="N" />
              </Button>
            </>
          )
        }
      />
      <FilterChips chips={[]}>
        <Segmented
          size="small"
          aria-label={t("activities.today.reach")}
          value={state.until}
          onChange={(until) => change({ until, row: "0" })}
          options={(Object.keys(REACH) as Reach[]).map((value) => ({
            value,
            label: t(`activities.today.until.${value}`),
          }))}
        />
      </FilterChips>
      <DataTable
        name="today"
        label={t("activities.today.title")}
        columns={columns}
        rows={rows}
        idOf={(row) => row.place}
        selected={chosen ? chosen.place : null}
        onSelect={(row) => change({ row: String(row) })}
        onOpen={open}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        hasMore={list.hasNextPage}
        onMore={() => list.fetchNextPage()}
        exports={{ of: "today", filter }}
        empty={
          <EmptyState
            title={t("activities.today.emptyTitle")}
            body={t("activities.today.emptyBody")}
            actions={
              edits && (
                <Button type="primary" onClick={() => setDialog("new")}>
                  {t("activities.tasks.new")}
                </Button>
              )
            }
          />
        }
      />
      {dialog === "new" && <TaskDialog day={today} onClose={close} />}
      {dialog === "follow" && chosen && (
        <TaskDialog
          about={chosen.title || (chosen.party_name ?? "")}
          party={chosen.party_id ? { id: chosen.party_id, name: chosen.party_name ?? "" } : null}
          day={addDays(today, 1)}
          onClose={close}
        />
      )}
      {typeof dialog === "number" && edited && <TaskDialog task={edited} day={today} onClose={close} />}
    </div>
  );
}

function useColumns(): Column<Placed>[] {
  const { t } = useTranslation();
  const isForeign = useIsForeign();
  return [
    {
      key: "date",
      title: t("activities.today.date"),
      width: "96px",
      render: (row) => <DateText value={row.date} />,
    },
    {
      key: "kind",
      title: t("activities.today.kind"),
      width: "112px",
      render: (row) => <span className="second">{t(`activities.today.kinds.${row.kind}`)}</span>,
    },
    {
      key: "title",
      title: t("activities.today.subject"),
      width: "minmax(180px, 2fr)",
      render: (row) =>
        row.title ||
        t(row.kind === "visit_due" ? "activities.today.visit" : "activities.today.debts", {
          count: row.items,
        }),
    },
    {
      key: "party",
      title: t("activities.today.party"),
      width: "minmax(150px, 1.4fr)",
      render: (row) => row.party_name,
    },
    {
      key: "total",
      title: t("activities.today.amount"),
      width: "124px",
      align: "end",
      render: (row) => row.amount && <MoneyText value={row.amount} withCurrency={isForeign(row.amount)} />,
    },
    {
      key: "late",
      title: t("activities.today.late"),
      width: "84px",
      align: "end",
      render: (row) =>
        row.days_late > 0 && (
          <span className="red num">{t("activities.today.days", { count: row.days_late })}</span>
        ),
    },
    {
      key: "assignee",
      title: t("activities.tasks.assignee"),
      width: "96px",
      render: (row) => <span className="second">{row.assignee}</span>,
    },
  ];
}
