import { useTranslation } from "react-i18next";
import type { OpenItem } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { StatusPill } from "../../components/StatusPill";
import { useAsOf } from "../../lib/asOf";
import { daysBetween } from "../../lib/dates";
import { useOpenItems } from "./queries";

const statusOf = (item: OpenItem, day: string) => {
  const late = daysBetween(item.due_on, day);
  return late > 0 ? ({ kind: "overdue", days: late } as const) : ({ kind: "dueIn", days: -late } as const);
};

/** What a customer has not paid, with its total; brief beside a list, a table on the customer's page. */
export function OpenItems({ id, brief = false }: { id: number; brief?: boolean }) {
  const { t } = useTranslation();
  const { day } = useAsOf();
  const { data: items = [], error, isLoading } = useOpenItems(id);
  if (brief && error) return <Problem error={error} />;
  if (brief) {
    return (
      <>
        <h2>{`${t("customers.openItems")} ${items.length}`}</h2>
        {items.map((item) => (
          <div key={item.id} className="row">
            <span className="num grow">{item.document_number}</span>
            <StatusPill status={statusOf(item, day)} />
            <MoneyText value={item.remaining} />
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
      render: (item) => item.document_number,
    },
    {
      key: "date",
      title: t("customers.date"),
      width: "100px",
      render: (item) => <DateText value={item.date} />,
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
      render: (item) => <MoneyText value={item.amount} />,
    },
    {
      key: "open",
      title: t("customers.balance"),
      width: "120px",
      align: "end",
      render: (item) => (
        <b>
          <MoneyText value={item.remaining} />
        </b>
      ),
    },
    {
      key: "status",
      title: t("customers.status"),
      width: "140px",
      align: "end",
      render: (item) => <StatusPill status={statusOf(item, day)} />,
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
      empty={<EmptyState title={t("customers.nothingOpen")} body={t("customers.nothingOpenBody")} />}
    />
  );
}
