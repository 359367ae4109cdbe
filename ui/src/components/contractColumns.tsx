import { useTranslation } from "react-i18next";
import type { ContractRow } from "../bindings";
import { useIsForeign } from "../lib/session";
import { ContractState } from "./ContractState";
import type { Column } from "./DataTable";
import { DateText } from "./DateText";
import { MoneyText } from "./MoneyText";

/** The columns of contracts, on their own page and on that of their party. */
export function useContractColumns(): Column<ContractRow>[] {
  const { t } = useTranslation();
  const isForeign = useIsForeign();
  return [
    {
      key: "number",
      title: t("contracts.number"),
      width: "130px",
      render: (row) => <span className="num">{row.number}</span>,
    },
    { key: "title", title: t("contracts.name"), width: "minmax(150px, 2fr)", render: (row) => row.title },
    {
      key: "party",
      title: t("contracts.party"),
      width: "minmax(150px, 2fr)",
      render: (row) => row.party_name,
    },
    {
      key: "total",
      title: t("contracts.value"),
      width: "124px",
      align: "end",
      render: (row) => row.value && <MoneyText value={row.value} withCurrency={isForeign(row.value)} />,
    },
    {
      key: "signed",
      title: t("contracts.signedOn"),
      width: "100px",
      render: (row) => <DateText value={row.signed_on} />,
    },
    {
      key: "ends",
      title: t("contracts.endsOn"),
      width: "100px",
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
}
