import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Business, DocumentKind, Money, OpenItem } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { StatusPill } from "../../components/StatusPill";
import { useAsOf } from "../../lib/asOf";
import { daysBetween } from "../../lib/dates";
import { homeOf } from "../../lib/homes";
import { isZero } from "../../lib/money";
import { useIsForeign, useMay, useSession } from "../../lib/session";
import { ApplyCredit } from "./ApplyCredit";
import { sideOf } from "./business";
import { isCredit, isDeposit } from "./credits";
import { NewTrade } from "./NewTrade";
import { useOpenItems } from "./queries";

const statusOf = (item: OpenItem, day: string) => {
  const late = daysBetween(item.due_on, day);
  return late > 0 ? ({ kind: "overdue", days: late } as const) : ({ kind: "dueIn", days: -late } as const);
};

type Props = {
  business: Business;
  id: number;
  brief?: boolean;
  /** The advance or credit note being applied, by item. */
  applying?: number | null;
  onApply?: (item: number | null) => void;
  /** What is open in all, and what was paid ahead, as the program keeps them. */
  figures?: { balance: Money; advance: Money } | null;
};

/** What is open with a party; brief beside a list, a table on the party's page. */
export function OpenItems({ business, id, brief = false, applying = null, onApply, figures }: Props) {
  const { words } = sideOf[business];
  const { t } = useTranslation();
  const { day } = useAsOf();
  const [selected, setSelected] = useState<number | null>(null);
  const goTo = useNavigate();
  const { data: session } = useSession();
  const keeps = useMay()("keep");
  const isForeign = useIsForeign();
  const { data: items = [], error, isLoading } = useOpenItems(business, id);
  if (brief && error) return <Problem error={error} />;
  if (brief) {
    return (
      <>
        <h2>{`${t("customers.openItems")} ${items.length}`}</h2>
        {items.map((item) => (
          <div key={item.id} className="row peek-line">
            <span className="num grow">{item.document_number}</span>
            <StatusPill status={statusOf(item, day)} />
            <MoneyText value={item.remaining} withCurrency={isForeign(item.remaining)} />
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
      render: (item) => <MoneyText value={item.amount} withCurrency={isForeign(item.amount)} />,
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
      width: "150px",
      align: "end",
      render: (item) =>
        isCredit(item) ? (
          <>
            {item.document_kind !== "credit_note" && (
              <span className="second">
                {isDeposit(item) ? t("cash.deposit.name") : t(`${words}.advance`)}{" "}
              </span>
            )}
            {keeps && (
              <Button size="small" onClick={() => onApply?.(item.id)}>
                {t("cash.apply")}
              </Button>
            )}
          </>
        ) : (
          <StatusPill status={statusOf(item, day)} />
        ),
    },
  ];
  const credit = items.find((item) => item.id === applying && isCredit(item));
  const open = ({ document_id, document_kind }: OpenItem) =>
    document_id !== null && goTo(homeOf((document_kind ?? "invoice") as DocumentKind, document_id));
  return (
    <>
      {credit && session && (
        <ApplyCredit
          key={credit.id}
          business={business}
          credit={credit}
          items={items}
          today={session.today}
          onClose={() => onApply?.(null)}
        />
      )}
      {credit && <div className="chips" />}
      <DataTable
        name={`${business}-open-items`}
        label={t("customers.openItems")}
        columns={columns}
        rows={items}
        idOf={(item) => item.id}
        loading={isLoading}
        selected={selected}
        onSelect={setSelected}
        onOpen={open}
        exports={{ of: "open_items", filter: { party_id: id, business } }}
        totals={{
          number: t("table.total", { count: items.length }),
          open: <MoneyText value={figures?.balance} />,
          status: figures && !isZero(figures.advance.amount) && (
            <>
              {t(`${words}.advance`)} <MoneyText value={figures.advance} />
            </>
          ),
        }}
        error={error}
        empty={
          <EmptyState
            title={t("customers.nothingOpen")}
            body={t(`${words}.nothingOpenBody`)}
            actions={<NewTrade business={business} id={id} />}
          />
        }
      />
    </>
  );
}
