import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Business } from "../../bindings";
import { useContractColumns } from "../../components/contractColumns";
import { DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { useMay } from "../../lib/session";
import { contractsOf, usePartyContracts } from "./queries";

/** The contracts of a party, and the way to a new one that names it: in which a customer buys, or we do. */
export function Contracts({ business, id }: { business: Business; id: number }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const may = useMay();
  const buys = business === "supplier";
  const writes = may("sell") && (!buys || may("keep"));
  const list = usePartyContracts(id);
  const [selected, setSelected] = useState<number | null>(null);
  const rows = list.data ?? [];
  const create = writes && (
    <Button
      type={rows.length === 0 ? "primary" : "default"}
      size={rows.length === 0 ? "middle" : "small"}
      onClick={() => goTo(`/contracts/new?party=${id}${buys ? "&role=buyer" : ""}`)}
    >
      {t("contracts.new")}
    </Button>
  );
  const columns = useContractColumns().filter((column) => column.key !== "party");
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
            title={t(`contracts.${buys ? "ofSupplierTitle" : "ofPartyTitle"}`)}
            body={t(`contracts.${buys ? "ofSupplierBody" : "ofPartyBody"}`)}
            actions={create}
          />
        }
      />
    </>
  );
}
