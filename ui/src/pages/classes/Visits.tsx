import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { VisitDue } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { nameIn } from "../../lib/bilingual";
import { useDueVisits } from "./queries";

/** Visits that the classes' rhythm makes due, the longest due first. */
export function Visits() {
  const { t, i18n } = useTranslation();
  const goTo = useNavigate();
  const list = useDueVisits();
  const columns: Column<VisitDue>[] = [
    {
      key: "party",
      title: t("customers.name"),
      width: "minmax(150px, 2fr)",
      render: (row) => row.party_name,
    },
    { key: "due", title: t("classes.visits.due"), width: "100px", render: (row) => row.due_on },
    { key: "last", title: t("classes.visits.last"), width: "110px", render: (row) => row.last_on },
    {
      key: "class",
      title: t("classes.visits.class"),
      width: "minmax(110px, 1fr)",
      render: (row) =>
        t("classes.visits.every", {
          name: row.class ? nameIn(i18n.language, row.class) : t("classes.visits.own"),
          count: row.visit_days,
        }),
    },
    { key: "owner", title: t("classes.facts.owner"), width: "90px", render: (row) => row.owner_name ?? "–" },
    {
      key: "plan",
      title: t("classes.defaults.plan"),
      width: "minmax(150px, 2fr)",
      render: (row) => <span className="second">{row.service_plan ?? ""}</span>,
    },
  ];
  return (
    <DataTable
      name="visits"
      label={t("classes.views.visits")}
      columns={columns}
      rows={list.data ?? []}
      idOf={(row) => row.party_id}
      onOpen={(row) => goTo(`/customers/${row.party_id}`)}
      onSelect={(id) => goTo(`/customers/${id}`)}
      loading={list.isFetching}
      error={list.error}
      onRetry={() => list.refetch()}
      empty={
        <EmptyState
          title={t("classes.visits.emptyTitle")}
          body={t("classes.visits.emptyBody")}
          actions={<Button onClick={() => goTo("/settings/classes")}>{t("classes.visits.toClasses")}</Button>}
        />
      }
    />
  );
}
