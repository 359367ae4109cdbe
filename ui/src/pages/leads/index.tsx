import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { LeadRow, LeadState } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { FilterChips } from "../../components/FilterChips";
import { Finder } from "../../components/Finder";
import { Key } from "../../components/Key";
import { PageHead } from "../../components/PageHead";
import { PeekPanel } from "../../components/PeekPanel";
import { Problem } from "../../components/Problem";
import { useShortcuts } from "../../lib/keyboard";
import { usePageState } from "../../lib/pageState";
import { useMay } from "../../lib/session";
import { ConvertForm } from "./ConvertForm";
import { LeadForm } from "./LeadForm";
import { LeadPeek } from "./LeadPeek";
import { useLead, useLeads } from "./queries";

const START = { view: "open", text: "", row: "", act: "" };
const VIEWS: LeadState[] = ["open", "converted", "dismissed"];

/** Who is not a customer yet; one becomes a customer with an opportunity at the side. */
export function LeadsPage() {
  const { t } = useTranslation();
  const [state, change] = usePageState(START);
  const view = state.view as LeadState;
  const filter = { state: view, text: state.text || null };
  const list = useLeads(filter);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const selected = state.row === "" ? null : Number(state.row);
  const lead = useLead(selected);
  const sells = useMay()("sell");
  const columns = useColumns();
  const create = () => change({ act: "new" });
  const open = lead.data?.state === "open";
  const leave = () => change(state.act === "" ? { row: "" } : { act: "" });
  useShortcuts({
    ...(sells ? { n: create } : {}),
    ...(sells && open ? { e: () => change({ act: "edit" }), c: () => change({ act: "convert" }) } : {}),
    ...(selected === null && state.act === "" ? {} : { Escape: leave }),
  });
  const filtered = state.text !== "" || view !== "open";
  return (
    <>
      <div className="page-main">
        <PageHead
          title={t("leads.title")}
          views={VIEWS.map((key) => ({ key, title: t(`leads.states.${key}`) }))}
          view={view}
          onView={(key) => change({ view: key, row: "", act: "" }, "push")}
          actions={
            sells && (
              <Button type="primary" icon={<PlusOutlined />} onClick={create}>
                {t("leads.new")} <Key name="N" />
              </Button>
            )
          }
        />
        <FilterChips chips={[]}>
          <Finder label={t("leads.search")} value={state.text} onChange={(text) => change({ text })} />
        </FilterChips>
        <DataTable
          name="leads"
          label={t("leads.title")}
          columns={columns}
          rows={rows}
          idOf={(row) => row.id}
          selected={selected}
          onSelect={(id) => change({ row: String(id), act: "" })}
          onOpen={(row) => change({ row: String(row.id), act: sells && row.state === "open" ? "edit" : "" })}
          loading={list.isFetching}
          error={list.error}
          onRetry={() => list.refetch()}
          hasMore={list.hasNextPage}
          onMore={() => list.fetchNextPage()}
          exports={{ of: "leads", filter }}
          empty={
            filtered ? (
              <EmptyState title={t("leads.noneTitle")} body={t("leads.noneBody")} />
            ) : (
              <EmptyState
                title={t("leads.emptyTitle")}
                body={t("leads.emptyBody")}
                actions={
                  sells && (
                    <Button type="primary" onClick={create}>
                      {t("leads.newTitle")}
                    </Button>
                  )
                }
              />
            )
          }
        />
      </div>
      {state.act === "new" && sells ? (
        <PeekPanel title={t("leads.newTitle")} onClose={leave}>
          <LeadForm onSaved={(saved) => change({ act: "", row: String(saved.id), view: "open" })} />
        </PeekPanel>
      ) : (
        lead.data && (
          <PeekPanel title={lead.data.fields.company || (lead.data.fields.name ?? "")} onClose={leave}>
            {state.act === "edit" && open && (
              <LeadForm
                key={`${lead.data.id} ${lead.data.version}`}
                lead={lead.data}
                onSaved={() => change({ act: "" })}
              />
            )}
            {state.act === "convert" && open && (
              <ConvertForm key={lead.data.version} lead={lead.data} onCancel={() => change({ act: "" })} />
            )}
            {(state.act === "" || !open) && (
              <LeadPeek lead={lead.data} sells={sells} onAct={(act) => change({ act })} />
            )}
          </PeekPanel>
        )
      )}
      {lead.error && <Problem error={lead.error} />}
    </>
  );
}

function useColumns(): Column<LeadRow>[] {
  const { t } = useTranslation();
  return [
    { key: "name", title: t("leads.name"), width: "minmax(90px, 1fr)", render: (row) => row.name },
    {
      key: "company",
      title: t("leads.company"),
      width: "minmax(140px, 1.6fr)",
      render: (row) => row.company,
    },
    {
      key: "phone",
      title: t("leads.phone"),
      width: "minmax(128px, 1fr)",
      render: (row) => <span className="num">{row.phone}</span>,
    },
    { key: "email", title: t("leads.email"), width: "minmax(120px, 1.2fr)", render: (row) => row.email },
    { key: "source", title: t("leads.source"), width: "minmax(80px, 0.8fr)", render: (row) => row.source },
    {
      key: "owner",
      title: t("leads.owner"),
      width: "minmax(90px, 0.8fr)",
      render: (row) =>
        row.owner_active ? (
          row.owner_name
        ) : (
          <span className="red">{t("pipeline.left", { owner: row.owner_name })}</span>
        ),
    },
    {
      key: "created",
      title: t("leads.created"),
      width: "116px",
      render: (row) => <DateText value={row.created_on} />,
    },
  ];
}
