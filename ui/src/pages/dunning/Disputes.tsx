import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useDisputeColumns } from "../../components/commitmentColumns";
import { DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { useDisputes } from "../../lib/commitments";
import { homeOfParty } from "../../lib/homes";
import { useBusinessDay } from "../../lib/session";

/** Disputes of all customers, those that are open by their deadline first. */
export function Disputes({ onCalls }: { onCalls: () => void }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [selected, setSelected] = useState<number | null>(null);
  const list = useDisputes({});
  return (
    <DataTable
      name="disputes"
      label={t("collection.dispute.title")}
      columns={useDisputeColumns(useBusinessDay())}
      rows={list.data ?? []}
      idOf={(row) => row.seq}
      selected={selected}
      onSelect={setSelected}
      onOpen={(row) => goTo(`${homeOfParty("customer", row.party_id)}?tab=commitments`)}
      loading={list.isFetching}
      error={list.error}
      onRetry={() => list.refetch()}
      exports={{ of: "disputes", filter: {} }}
      empty={
        <EmptyState
          title={t("collection.dispute.emptyTitle")}
          body={t("collection.dispute.emptyBody")}
          actions={<Button onClick={onCalls}>{t("collection.toCalls")}</Button>}
        />
      }
    />
  );
}
