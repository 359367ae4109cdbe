import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import type { Business, PurchasedItem } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { MoneyText } from "../../components/MoneyText";
import { NewTrade } from "./NewTrade";
import { usePurchases } from "./queries";

type Props = {
  business: Business;
  id: number;
  shows: "amounts" | "quantities";
  onShow: (shows: "amounts" | "quantities") => void;
};
/** As many months as stand beside the totals and the timeline: on a small window, and on a wide one. */
const MONTHS_SHOWN = { small: 4, wide: 8 };
const WIDE_PX = 1_640;

type Placed = PurchasedItem & { place: number };

/** What was bought, item by item and month by month: quantities or net amounts. */
export function Purchases({ business, id, shows, onShow }: Props) {
  const { t, i18n } = useTranslation();
  const list = usePurchases(business, id);
  const history = list.data;
  const rows: Placed[] = (history?.items ?? []).map((item, place) => ({ ...item, place }));
  const shown = window.innerWidth < WIDE_PX ? MONTHS_SHOWN.small : MONTHS_SHOWN.wide;
  const english = i18n.language === "en";
  const columns: Column<Placed>[] = [
    {
      key: "name",
      title: t("activities.purchases.item"),
      width: "minmax(120px, 1.6fr)",
      render: (row) => (english ? row.name_en : row.name_zh),
    },
    {
      key: "quantity",
      title: t("activities.purchases.quantity"),
      width: "84px",
      align: "end",
      render: (row) => (
        <span className="num">
          {row.quantity} <span className="second">{row.unit}</span>
        </span>
      ),
    },
    {
      key: "net",
      title: t("activities.purchases.net"),
      width: "104px",
      align: "end",
      render: (row) => <MoneyText value={row.net} zeroAs="dash" />,
    },
    {
      key: "last",
      title: t("activities.purchases.last"),
      width: "102px",
      render: (row) => <DateText value={row.last_on} />,
    },
    ...(history?.months ?? []).slice(-shown).map(
      ({ month }): Column<Placed> => ({
        key: month,
        title: month.slice(2),
        width: "minmax(84px, 1fr)",
        align: "end",
        render: (row) => {
          const of = row.months.find((each) => each.month === month);
          if (!of) return null;
          if (shows === "amounts") return <MoneyText value={of.net} zeroAs="dash" />;
          return <span className="num">{of.quantity === "0" ? "–" : of.quantity}</span>;
        },
      }),
    ),
  ];
  return (
    <>
      <div className="row">
        <Segmented
          size="small"
          value={shows}
          onChange={onShow}
          options={[
            { value: "amounts", label: t("activities.purchases.amounts") },
            { value: "quantities", label: t("activities.purchases.quantities") },
          ]}
        />
        <span className="second">{t("activities.purchases.note")}</span>
      </div>
      <DataTable
        name={`${business}-purchases`}
        label={t("activities.purchases.tab")}
        columns={columns}
        rows={rows}
        idOf={(row) => row.place}
        totals={
          history && {
            name: t("activities.purchases.total", { count: rows.length }),
            net: <MoneyText value={history.net} zeroAs="dash" />,
            ...(shows === "amounts"
              ? Object.fromEntries(
                  history.months.map(({ month, net }) => [
                    month,
                    <MoneyText key={month} value={net} zeroAs="dash" />,
                  ]),
                )
              : {}),
          }
        }
        exports={{ of: "purchases", filter: { party_id: id, business, from: null, to: null } }}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        empty={
          <EmptyState
            title={t("activities.purchases.emptyTitle")}
            body={t("activities.purchases.emptyBody")}
            actions={<NewTrade business={business} id={id} />}
          />
        }
      />
    </>
  );
}
