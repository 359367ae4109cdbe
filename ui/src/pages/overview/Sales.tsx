import { RightOutlined } from "@ant-design/icons";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { MonthSales } from "../../bindings";
import { BarChart } from "../../components/BarChart";
import { EmptyState } from "../../components/EmptyState";
import { MoneyText } from "../../components/MoneyText";
import { lastDayOf, monthOf } from "../../lib/dates";
import { formatAmount } from "../../lib/money";

/** Net sales of this month beside the twelve before it; a bar opens the invoices of its month. */
export function Sales({ months }: { months: MonthSales[] }) {
  const { t, i18n } = useTranslation();
  const goTo = useNavigate();
  const now = months.at(-1);
  const before = months.at(-2);
  const bars = useMemo(
    () =>
      months.map(({ month, net }) => ({
        name: month.slice(2),
        // Only drawn: the amount itself stays text.
        height: Number(net.amount),
        text: formatAmount(net.amount),
      })),
    [months],
  );
  const open = (at: number) => {
    const month = months[at]?.month;
    if (month) goTo(`/invoices?from=${month}-01&to=${lastDayOf(month)}`);
  };
  return (
    <section className="panel block">
      <header>
        <h2>{t("overview.sales")}</h2>
        <Link to="/invoices">
          {t("overview.salesNote")} <RightOutlined />
        </Link>
      </header>
      <div className="row baseline">
        <span className="first-figure">
          <MoneyText value={now?.net} />
        </span>
        <span className="second">{now && monthOf(`${now.month}-01`, i18n.language)}</span>
        <span className="grow" />
        <span className="second">
          {t("overview.lastMonth")} <MoneyText value={before?.net} />
        </span>
      </div>
      {bars.every(({ height }) => height === 0) ? (
        <EmptyState title={t("overview.salesNone")} body={t("overview.salesNoneBody")} />
      ) : (
        <BarChart label={t("overview.sales")} bars={bars} marksLast onOpen={open} />
      )}
    </section>
  );
}
