import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { ContractList } from "../../bindings";
import { useContractColumns } from "../../components/contractColumns";
import { DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { FilterChips } from "../../components/FilterChips";
import { Finder } from "../../components/Finder";
import { Key } from "../../components/Key";
import { PageHead } from "../../components/PageHead";
import { useShortcuts } from "../../lib/keyboard";
import { usePageState } from "../../lib/pageState";
import { useMay } from "../../lib/session";
import { useContracts } from "./queries";

const HOME = "/contracts";
const START = { view: "current", text: "", row: "" };

type View = "current" | "expiring" | "draft" | "over";
const VIEWS: Record<View, Partial<ContractList>> = {
  current: { states: ["active"] },
  expiring: { expiring: true },
  draft: { states: ["draft"] },
  over: { states: ["ended", "terminated"] },
};

const filterOf = (view: View, text: string): ContractList => ({
  states: [],
  expiring: false,
  without_buying: false,
  text,
  ...VIEWS[view],
});

/** The contracts of the book: those that run, whose end is near, that are not signed yet, and that are over. */
export function ContractsPage() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [state, change] = usePageState(START);
  const view = state.view as View;
  const filter = filterOf(view, state.text);
  const list = useContracts(filter);
  const expiring = useContracts(filterOf("expiring", "")).data?.length ?? 0;
  const all = useContracts({ states: [], expiring: false, without_buying: false });
  const rows = list.data ?? [];
  const sells = useMay()("sell");
  const columns = useContractColumns();
  const create = () => goTo(`${HOME}/new`);
  useShortcuts(sells ? { n: create } : {});
  const none = all.data?.length === 0;
  return (
    <div className="page-main">
      <PageHead
        title={t("contracts.title")}
        views={(Object.keys(VIEWS) as View[]).map((key) => ({
          key,
          title: t(`contracts.views.${key}`),
          count: key === "expiring" ? expiring || undefined : undefined,
        }))}
        view={view}
        onView={(next) => change({ view: next, row: "" }, "push")}
        actions={
          sells && (
            <Button type="primary" icon={<PlusOutlined />} onClick={create}>
              {t("contracts.new")} <Key name="N" />
            </Button>
          )
        }
      />
      <FilterChips chips={[]}>
        <Finder
          label={t("contracts.search")}
          value={state.text}
          onChange={(text) => change({ text, row: "" })}
        />
      </FilterChips>
      <DataTable
        name="contracts"
        label={t("contracts.title")}
        columns={columns}
        rows={rows}
        idOf={(row) => row.id}
        selected={state.row === "" ? null : Number(state.row)}
        onSelect={(id) => change({ row: String(id) })}
        onOpen={(row) => goTo(`${HOME}/${row.id}`)}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        exports={{ of: "contracts", filter }}
        empty={
          none ? (
            <EmptyState
              title={t("contracts.emptyTitle")}
              body={t("contracts.emptyBody")}
              actions={
                sells && (
                  <Button type="primary" onClick={create}>
                    {t("contracts.new")}
                  </Button>
                )
              }
            />
          ) : (
            <EmptyState title={t("contracts.noneTitle")} body={t("contracts.noneBody")} />
          )
        }
      />
    </div>
  );
}
