import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { DraftRow } from "../../bindings";
import { DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { useDraftColumns } from "./columns";
import { type Shelf, shelves } from "./kinds";

type Props = {
  shelf: Shelf;
  drafts: UseQueryResult<DraftRow[]>;
  /** The way to a new one, for who may write it. */
  create: ReactNode;
};

/** What is being written and was not issued yet. */
export function Drafts({ shelf, drafts, create }: Props) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [selected, setSelected] = useState<number | null>(null);
  const columns = useDraftColumns(shelf);
  return (
    <>
      <div className="chips" />
      <DataTable
        name={`drafts.${shelf}`}
        label={t("documents.views.drafts")}
        columns={columns}
        rows={drafts.data ?? []}
        idOf={(row) => row.id}
        selected={selected}
        onSelect={setSelected}
        onOpen={(row) => goTo(`${shelves[shelf].path}/draft/${row.id}`)}
        loading={drafts.isFetching}
        error={drafts.error}
        onRetry={() => drafts.refetch()}
        empty={
          <EmptyState title={t("documents.noDrafts")} body={t("documents.noDraftsBody")} actions={create} />
        }
      />
    </>
  );
}
