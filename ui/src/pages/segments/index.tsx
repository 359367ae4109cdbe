import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { CustomerSegment, SegmentRule } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { Key } from "../../components/Key";
import { PageHead } from "../../components/PageHead";
import { useShortcuts } from "../../lib/keyboard";
import { usePageState } from "../../lib/pageState";
import { useMay } from "../../lib/session";
import { useSegmentCount, useSegmentList } from "./queries";
import { bare, isGroup } from "./rules";

const START = { view: "active", row: "" };

/** The saved segments, each with how many customers it leaves now. */
export function SegmentsPage() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [state, change] = usePageState(START);
  const archived = state.view === "archived";
  const list = useSegmentList(archived);
  const edits = useMay()("edit_parties");
  const create = () => goTo("/segments/new");
  const selected = state.row === "" ? null : Number(state.row);
  useShortcuts({
    ...(edits ? { n: create } : {}),
    ...(selected === null ? {} : { e: () => goTo(`/segments/${selected}`) }),
  });
  const columns: Column<CustomerSegment>[] = [
    {
      key: "name",
      title: t("classes.segments.name"),
      width: "minmax(160px, 1fr)",
      render: (row) => row.name,
    },
    {
      key: "rule",
      title: t("classes.segments.rule"),
      width: "minmax(260px, 3fr)",
      render: (row) => <Sentence rule={row.rule} />,
    },
    {
      key: "count",
      title: t("classes.segments.customers"),
      width: "110px",
      align: "end",
      render: (row) => <Count rule={row.rule} />,
    },
    {
      key: "edit",
      title: "",
      width: "70px",
      render: (row) => (
        <Button size="small" type="text" onClick={() => goTo(`/segments/${row.id}`)}>
          {t("customers.edit")}
        </Button>
      ),
    },
  ];
  return (
    <div className="page-main">
      <PageHead
        title={t("classes.segments.title")}
        views={[
          { key: "active", title: t("items.active") },
          { key: "archived", title: t("items.archived") },
        ]}
        view={state.view}
        onView={(view) => change({ view, row: "" }, "push")}
        actions={
          edits && (
            <Button type="primary" icon={<PlusOutlined />} onClick={create}>
              {t("customers.new")} <Key name="N" />
            </Button>
          )
        }
      />
      <DataTable
        name="segments"
        label={t("classes.segments.title")}
        columns={columns}
        rows={list.data ?? []}
        idOf={(row) => row.id}
        selected={selected}
        onSelect={(id) => change({ row: String(id) })}
        onOpen={(row) => goTo(archived ? `/segments/${row.id}` : `/customers?view=all&segment=${row.id}`)}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        empty={
          <EmptyState
            title={t("classes.segments.emptyTitle")}
            body={t("classes.segments.emptyBody")}
            actions={
              edits && (
                <Button type="primary" onClick={create}>
                  {t("classes.segments.new")}
                </Button>
              )
            }
          />
        }
      />
    </div>
  );
}

function Count({ rule }: { rule: SegmentRule }) {
  const { data, error } = useSegmentCount(rule);
  return <span className={error ? "num red" : "num"}>{error ? "!" : (data?.customers ?? "")}</span>;
}

/** The fields a rule asks for, in words. */
function Sentence({ rule }: { rule: SegmentRule }) {
  const { t } = useTranslation();
  const said = (each: SegmentRule): string => {
    const { rule: inner, negated } = bare(each);
    if (isGroup(inner)) {
      const join = negated ? "none" : inner.op;
      return inner.rules.length === 0
        ? t("classes.everyone")
        : t("classes.segments.group", {
            join: t(`classes.segments.joins.${join}`),
            rules: inner.rules.map(said).join(" · "),
          });
    }
    const name = t(`classes.fields.${inner.field}`);
    if (inner.op === "between") return `${name} ${bounds(inner.from, inner.to)}`;
    if (inner.op === "missing")
      return `${name} ${t(`classes.segments.hows.${negated ? "known" : "missing"}`)}`;
    return `${name} ${t(`classes.segments.hows.${negated ? "not_in" : "in"}`)} ${inner.values.join(" / ")}`;
  };
  return <span className="second">{said(rule)}</span>;
}

/** `≥ 90`, `≤ 3`, `90–180`. */
function bounds(from: string | null | undefined, to: string | null | undefined): string {
  if (from && to) return `${from}–${to}`;
  return from ? `≥ ${from}` : `≤ ${to ?? ""}`;
}
