import { useTranslation } from "react-i18next";
import type { OpenItem } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { StatusPill } from "../../components/StatusPill";
import { useAsOf } from "../../lib/asOf";
import { useOpenItems } from "./queries";

const statusOf = (item: OpenItem) =>
  item.overdue_days > 0
    ? ({ kind: "overdue", days: item.overdue_days } as const)
    : ({ kind: "dueIn", days: -item.overdue_days } as const);

/** What a customer has not paid, with its total; brief beside a list, a table on the customer's page. */
export function OpenItems({ id, brief = false }: { id: number; brief?: boolean }) {
  const { t } = useTranslation();
  const { day, past } = useAsOf();
  const { data, error, isLoading } = useOpenItems(id, past ? day : undefined);
  const items = data?.items ?? [];
  if (brief && error) return <Problem error={error} />;
  if (brief) {
    return (
      <>
        <h2>{`${t("customers.openItems")} ${items.length}`}</h2>
        {items.map((item) => (
          <div key={item.id} className="row">
            <span className="num grow">{item.number}</span>
            <StatusPill status={statusOf(item)} />
            <MoneyText value={item.open} />
          </div>
        ))}
      </>
    );
  }
  const columns: Column<OpenItem>[] = [
    {
      key: "number",
      title: t("customers.number"),
      width: "minmax(140px, 1fr)",
      render: (item) => item.number,
    },
    {
      key: "date",
      title: t("customers.date"),
      width: "100px",
      render: (item) => <DateText value={item.dated_on} />,
    },
    {
      key: "due",
      title: t("customers.due"),
      width: "100px",
      render: (item) => <DateText value={item.due_on} />,
    },
    {
      key: "total",
      title: t("customers.total"),
      width: "120px",
      align: "end",
      render: (item) => <MoneyText value={item.total} />,
    },
    {
      key: "settled",
      title: t("customers.settledAmount"),
      width: "110px",
      align: "end",
      render: (item) => <MoneyText value={item.settled} zeroAs="dash" />,
    },
    {
      key: "open",
      title: t("customers.balance"),
      width: "120px",
      align: "end",
      render: (item) => (
        <b>
          <MoneyText value={item.open} />
        </b>
      ),
    },
    {
      key: "status",
      title: t("customers.status"),
      width: "140px",
      align: "end",
      render: (item) => <StatusPill status={statusOf(item)} />,
    },
  ];
  return (
    <DataTable
      name="customer-open-items"
      label={t("customers.openItems")}
      columns={columns}
      rows={items}
      idOf={(item) => item.id}
      loading={isLoading}
      error={error}
      totals={
        data && {
          number: t("table.total", { count: items.length }),
          total: <MoneyText value={data.total} />,
          settled: <MoneyText value={data.settled} zeroAs="dash" />,
          open: <MoneyText value={data.open} />,
        }
      }
      empty={<EmptyState title={t("customers.nothingOpen")} body={t("customers.nothingOpenBody")} />}
    />
  );
}
