import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { PromiseStatus } from "../../bindings";
import { usePromiseColumns } from "../../components/commitmentColumns";
import { DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { FilterChips } from "../../components/FilterChips";
import { usePromises } from "../../lib/commitments";
import { homeOfParty } from "../../lib/homes";

const STATUSES: PromiseStatus[] = ["open", "broken", "partly", "kept"];

/** Promises of all customers, by what became of them. */
export function Promises() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [status, setStatus] = useState<PromiseStatus>("open");
  const [selected, setSelected] = useState<number | null>(null);
  const list = usePromises({ status });
  return (
    <>
      <FilterChips chips={[]}>
        <Segmented<PromiseStatus>
          size="small"
          aria-label={t("collection.promise.status")}
          value={status}
          onChange={setStatus}
          options={STATUSES.map((value) => ({ value, label: t(`collection.promise.statuses.${value}`) }))}
        />
      </FilterChips>
      <DataTable
        name="promises"
        label={t("collection.promise.title")}
        columns={usePromiseColumns()}
        rows={list.data ?? []}
        idOf={(row) => row.seq}
        selected={selected}
        onSelect={setSelected}
        onOpen={(row) => goTo(`${homeOfParty("customer", row.party_id)}?tab=commitments`)}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        exports={{ of: "promises", filter: { status } }}
        empty={
          <EmptyState title={t("collection.promise.emptyTitle")} body={t("collection.promise.emptyBody")} />
        }
      />
    </>
  );
}
