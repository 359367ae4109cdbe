import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { ActivityKind, ActivityList, ActivityRow } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateInput } from "../../components/DateInput";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { FilterChips } from "../../components/FilterChips";
import { Finder } from "../../components/Finder";
import { PageHead } from "../../components/PageHead";
import { ACTIVITY_KINDS } from "../../lib/activities";
import { useShortcuts } from "../../lib/keyboard";
import { usePageState } from "../../lib/pageState";
import { useUserNames } from "../../lib/users";
import { useActivities } from "./queries";

const START = { author: "", kind: "", from: "", to: "", text: "", row: "" };

/** What was said with whom, the latest first: of everybody, or of one person, kind and period. */
export function ActivitiesPage() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [state, change] = usePageState(START);
  const users = useUserNames();
  const filter: ActivityList = {
    author_id: state.author === "" ? null : Number(state.author),
    kind: (state.kind || null) as ActivityKind | null,
    from: state.from || null,
    to: state.to || null,
    text: state.text || null,
  };
  const list = useActivities(filter);
  const columns = useColumns();
  useShortcuts({ Escape: () => goTo(-1) });
  const filtered = [state.author, state.kind, state.from, state.to, state.text].some(Boolean);
  const clear = () => change({ ...START });
  return (
    <div className="page-main">
      <PageHead
        title={t("activities.list.title")}
        actions={
          <Button onClick={() => goTo("/performance?tab=activity")}>{t("activities.list.counts")}</Button>
        }
      />
      <FilterChips chips={[]}>
        <Finder
          label={t("activities.list.search")}
          value={state.text}
          onChange={(text) => change({ text, row: "" })}
        />
        <Select
          size="small"
          allowClear
          style={{ width: 132 }}
          aria-label={t("activities.list.author")}
          placeholder={t("activities.list.anybody")}
          value={state.author || undefined}
          options={users.map((user) => ({ value: String(user.id), label: user.name }))}
          onChange={(author?: string) => change({ author: author ?? "", row: "" })}
        />
        <Select
          size="small"
          allowClear
          style={{ width: 108 }}
          aria-label={t("activities.fields.kind")}
          placeholder={t("activities.list.anyKind")}
          value={state.kind || undefined}
          options={ACTIVITY_KINDS.map((kind) => ({ value: kind, label: t(`activities.kinds.${kind}`) }))}
          onChange={(kind?: string) => change({ kind: kind ?? "", row: "" })}
        />
        {(["from", "to"] as const).map((end) => (
          <span key={end} className="row second">
            {t(`documents.${end}`)}
            <span style={{ width: 104 }}>
              <DateInput
                label={t(`documents.${end}`)}
                value={state[end]}
                onChange={(day) => change({ [end]: day, row: "" })}
              />
            </span>
          </span>
        ))}
      </FilterChips>
      <DataTable
        name="activities"
        label={t("activities.list.title")}
        columns={columns}
        rows={list.data?.pages.flatMap((page) => page.rows) ?? []}
        idOf={(row) => row.seq}
        selected={state.row === "" ? null : Number(state.row)}
        onSelect={(seq) => change({ row: String(seq) })}
        onOpen={(row) => goTo(`/customers/${row.party_id}`)}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        hasMore={list.hasNextPage}
        onMore={() => list.fetchNextPage()}
        exports={{ of: "activities", filter }}
        empty={
          filtered ? (
            <EmptyState
              title={t("activities.list.noneTitle")}
              body={t("activities.list.noneBody")}
              actions={<Button onClick={clear}>{t("documents.clear")}</Button>}
            />
          ) : (
            <EmptyState
              title={t("activities.list.emptyTitle")}
              body={t("activities.list.emptyBody")}
              actions={<Button onClick={() => goTo("/customers")}>{t("nav.customers")}</Button>}
            />
          )
        }
      />
    </div>
  );
}

function useColumns(): Column<ActivityRow>[] {
  const { t } = useTranslation();
  return [
    {
      key: "date",
      title: t("activities.fields.date"),
      width: "100px",
      render: (row) => <DateText value={row.date} />,
    },
    {
      key: "kind",
      title: t("activities.fields.kind"),
      width: "76px",
      render: (row) => t(`activities.kinds.${row.kind}`),
    },
    {
      key: "party",
      title: t("activities.list.party"),
      width: "minmax(130px, 1fr)",
      render: (row) => row.party_name,
    },
    {
      key: "contact",
      title: t("activities.fields.contact"),
      width: "minmax(80px, 0.6fr)",
      render: (row) => row.contact,
    },
    {
      key: "text",
      title: t("activities.fields.text"),
      width: "minmax(200px, 2.4fr)",
      render: (row) => row.text,
    },
    {
      key: "next_step",
      title: t("activities.fields.nextStep"),
      width: "minmax(110px, 0.9fr)",
      render: (row) => <span className="second">{row.next_step}</span>,
    },
    {
      key: "next_on",
      title: t("activities.list.nextOn"),
      width: "100px",
      render: (row) => <DateText value={row.next_on} />,
    },
    {
      key: "author",
      title: t("activities.list.author"),
      width: "minmax(100px, 0.6fr)",
      render: (row) => row.author,
    },
  ];
}
