import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { ContractRow } from "../../bindings";
import { ContractState } from "../../components/ContractState";
import { type Column, DataTable } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { MoneyText } from "../../components/MoneyText";
import { useIsForeign, useMay } from "../../lib/session";
import { contractsOf, usePartyContracts } from "./queries";

/** The contracts of a party, and the way to a new one that names it. */
export function Contracts({ id }: { id: number }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const isForeign = useIsForeign();
  const sells = useMay()("sell");
  const list = usePartyContracts(id);
  const [selected, setSelected] = useState<number | null>(null);
  const rows = list.data ?? [];
  const create = sells && (
    <Button
      type={rows.length === 0 ? "primary" : "default"}
      size={rows.length === 0 ? "middle" : "small"}
      onClick={() => goTo(`/contracts/new?party=${id}`)}
    >
      {t("contracts.new")}
    </Button>
  );
  const columns: Column<ContractRow>[] = [
    {
      key: "number",
      title: t("contracts.number"),
      width: "120px",
      render: (row) => <span className="num">{row.number}</span>,
    },
    { key: "title", title: t("contracts.name"), width: "minmax(120px, 1fr)", render: (row) => row.title },
    {
      key: "total",
      title: t("contracts.value"),
      width: "116px",
      align: "end",
      render: (row) => row.value && <MoneyText value={row.value} withCurrency={isForeign(row.value)} />,
    },
    {
      key: "signed",
      title: t("contracts.signedOn"),
      width: "96px",
      render: (row) => <DateText value={row.signed_on} />,
    },
    {
      key: "ends",
      title: t("contracts.endsOn"),
      width: "96px",
      render: (row) => (
        <span className={row.is_expiring ? "amber" : ""}>
          <DateText value={row.ends_on} />
        </span>
      ),
    },
    {
      key: "state",
      title: t("contracts.state"),
      width: "92px",
      align: "end",
      render: (row) => <ContractState state={row.state} />,
    },
  ];
  return (
    <>
      <div className="tab-tools">{rows.length > 0 && create}</div>
      <DataTable
        name="party-contracts"
        label={t("contracts.title")}
        columns={columns}
        rows={rows}
        idOf={(row) => row.id}
        selected={selected}
        onSelect={setSelected}
        onOpen={(row) => goTo(`/contracts/${row.id}`)}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        exports={{ of: "contracts", filter: contractsOf(id) }}
        empty={
          <EmptyState
            title={t("contracts.ofPartyTitle")}
            body={t("contracts.ofPartyBody")}
            actions={create}
          />
        }
      />
    </>
  );
}
