import { Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { PlannedInvoice } from "../../bindings";
import { DateText } from "../../components/DateText";
import { MoneyText } from "../../components/MoneyText";
import { DoorError } from "../../lib/door";
import { homeOf, homeOfParty } from "../../lib/homes";
import { sentenceOf } from "../../lib/i18n";

type Props = {
  rows: PlannedInvoice[];
  isChosen: (row: PlannedInvoice) => boolean;
  /** The row the keyboard stands on. */
  at: number;
  onToggle: (row: PlannedInvoice) => void;
};

/** Documents that are named one by one; the others are counted. */
const SHOWN = 3;

/** The invoices of a plan: whose, of which deliveries, how much, and what stands in the way. */
export function PlanTable({ rows, isChosen, at, onToggle }: Props) {
  const { t } = useTranslation();
  return (
    <table className="record-lines billing-rows">
      <thead>
        <tr>
          <th aria-label={t("orders.billing.choose")} />
          <th>{t("orders.billing.customer")}</th>
          <th>{t("orders.billing.month")}</th>
          <th>{t("orders.billing.sources")}</th>
          <th className="end">{t("orders.billing.lines")}</th>
          <th>{t("orders.billing.date")}</th>
          <th className="end">{t("orders.billing.total")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, place) => (
          <tr
            key={row.sources[0]?.id}
            className={place === at ? "at" : ""}
            aria-selected={place === at}
            ref={place === at ? (each) => each?.scrollIntoView?.({ block: "nearest" }) : undefined}
          >
            <td>
              <Checkbox
                checked={isChosen(row)}
                disabled={Boolean(row.problem)}
                aria-label={`${t("orders.billing.choose")} ${row.party_name} ${row.month ?? ""}`}
                onChange={() => onToggle(row)}
              />
            </td>
            <td>
              <Link to={homeOfParty("customer", row.party_id)}>{row.party_name}</Link>
              {row.problem && <div className="red">{sentenceOf(DoorError.from(row.problem))}</div>}
            </td>
            <td className="num">{row.month ?? t(`orders.billing.ways.${row.billing}`)}</td>
            <td>
              {row.sources.slice(0, SHOWN).map((source) => (
                <Link key={source.id} className="num source" to={homeOf(source.kind, source.id)}>
                  {source.number}
                </Link>
              ))}
              {row.sources.length > SHOWN && (
                <span className="second num">{`+${row.sources.length - SHOWN}`}</span>
              )}
            </td>
            <td className="end num">{row.lines}</td>
            <td>
              <DateText value={row.date} />
            </td>
            <td className="end">
              <MoneyText value={row.total ?? undefined} withCurrency />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
