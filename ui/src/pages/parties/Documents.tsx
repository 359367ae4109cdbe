import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Business, DocumentRow } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { DocumentStatus } from "../../components/DocumentStatus";
import { EmptyState } from "../../components/EmptyState";
import { MoneyText } from "../../components/MoneyText";
import { homeOf } from "../../lib/homes";
import { useIsForeign } from "../../lib/session";
import { sideOf } from "./business";
import { NewTrade } from "./NewTrade";
import { documentsOf, usePartyDocuments } from "./queries";

/** Every document of a party, newest first. */
export function Documents({ business, id }: { business: Business; id: number }) {
  const { words } = sideOf[business];
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [selected, setSelected] = useState<number | null>(null);
  const list = usePartyDocuments(business, id);
  const isForeign = useIsForeign();
  const columns: Column<DocumentRow>[] = [
    { key: "number", title: t("customers.number"), width: "minmax(140px, 1fr)", render: (row) => row.number },
    { key: "kind", title: t("customers.kind"), width: "110px", render: (row) => t(`kinds.${row.kind}`) },
    {
      key: "date",
      title: t("customers.date"),
      width: "100px",
      render: (row) => <DateText value={row.date} />,
    },
    {
      key: "total",
      title: t("customers.total"),
      width: "120px",
      align: "end",
      render: (row) => <MoneyText value={row.total} withCurrency={isForeign(row.total)} />,
    },
    {
      key: "remaining",
      title: t("customers.balance"),
      width: "120px",
      align: "end",
      render: (row) => <MoneyText value={row.remaining} zeroAs="dash" />,
    },
    {
      key: "state",
      title: t("customers.status"),
      width: "122px",
      align: "end",
      render: (row) => <DocumentStatus row={row} />,
    },
  ];
  return (
    <DataTable
      name={`${business}-documents`}
      label={t("customers.documents")}
      columns={columns}
      rows={list.data?.pages.flatMap((page) => page.rows) ?? []}
      idOf={(row) => row.id}
      selected={selected}
      onSelect={setSelected}
      onOpen={(row) => goTo(homeOf(row.kind, row.id))}
      loading={list.isFetching}
      error={list.error}
      hasMore={list.hasNextPage}
      onMore={() => list.fetchNextPage()}
      exports={{ of: "documents", filter: documentsOf(business, id) }}
      empty={
        <EmptyState
          title={t("customers.noDocuments")}
          body={t(`${words}.noDocumentsBody`)}
          actions={<NewTrade business={business} id={id} />}
        />
      }
    />
  );
}
