import { Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { PromiseStatus } from "../../bindings";
import { usePromiseColumns } from "../../components/commitmentColumns";
import { DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { usePromises } from "../../lib/commitments";
import { homeOfParty } from "../../lib/homes";

type Shown = PromiseStatus | "all";
const SHOWN: Shown[] = ["open", "broken", "partly", "kept", "withdrawn", "all"];

/** Promises of all customers, by what became of them. */
export function Promises({ onCalls }: { onCalls: () => void }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [status, setStatus] = useState<Shown>("open");
  const [selected, setSelected] = useState<number | null>(null);
  const filter = { status: status === "all" ? null : status };
  const list = usePromises(filter);
  return (
    <DataTable
      name="promises"
      head={
        <span className="grow">
          <Segmented<Shown>
            size="small"
            aria-label={t("collection.promise.status")}
            value={status}
            onChange={setStatus}
            options={SHOWN.map((value) => ({
              value,
              label:
                value === "all" ? t("collection.promise.all") : t(`collection.promise.statuses.${value}`),
            }))}
          />
        </span>
      }
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
      exports={{ of: "promises", filter }}
      empty={
        <EmptyState
          title={t("collection.promise.emptyTitle")}
          body={t("collection.promise.emptyBody")}
          actions={<Button onClick={onCalls}>{t("collection.toCalls")}</Button>}
        />
      }
    />
  );
}
