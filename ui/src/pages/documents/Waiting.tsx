import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { DraftRow } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { VouchersHead } from "../../components/VouchersHead";
import { useShortcuts } from "../../lib/keyboard";
import { useDraftColumns } from "./columns";
import { useDrafts } from "./queries";
import { WaitingPeek } from "./WaitingPeek";

/** Documents of every kind that were not issued yet: who prepared them, who approved them, and the way to the books. */
export function WaitingPage() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const drafts = useDrafts([], true);
  const [chosen, setChosen] = useState<number | null>(null);
  const draft = drafts.data?.find((each) => each.id === chosen);
  useShortcuts({ Escape: () => (draft ? setChosen(null) : goTo(-1)) });
  const people: Column<DraftRow>[] = [
    {
      key: "prepared",
      title: t("vouchers.prepared"),
      width: "110px",
      render: (row) => row.prepared_by_name,
    },
    {
      key: "approved",
      title: t("vouchers.approved"),
      width: "110px",
      render: (row) => row.approved_by_name ?? <span className="third">{t("vouchers.notApproved")}</span>,
    },
  ];
  const columns = [
    ...useDraftColumns("sales")
      .filter(({ key }) => key !== "saved")
      .map((column) => (column.key === "party" ? { ...column, title: t("reports.party") } : column)),
    ...people,
  ];
  return (
    <>
      <div className="page-main">
        <VouchersHead view="/vouchers/documents" />
        <DataTable
          name="waiting"
          label={t("documents.waiting.title")}
          columns={columns}
          rows={drafts.data ?? []}
          idOf={(row) => row.id}
          selected={chosen}
          onSelect={setChosen}
          loading={drafts.isFetching}
          error={drafts.error}
          onRetry={() => drafts.refetch()}
          empty={<EmptyState title={t("documents.noDrafts")} body={t("documents.waiting.body")} />}
        />
      </div>
      {draft && (
        <WaitingPeek key={`${draft.id}.${draft.version}`} row={draft} onClose={() => setChosen(null)} />
      )}
    </>
  );
}
