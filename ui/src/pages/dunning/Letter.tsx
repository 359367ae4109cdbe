import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { DocumentKind, DunningLetter } from "../../bindings";
import { DateText } from "../../components/DateText";
import { MoneyText } from "../../components/MoneyText";
import { homeOf, homeOfParty } from "../../lib/homes";
import { formatAmount } from "../../lib/money";
import { useIsForeign } from "../../lib/session";

/** A letter as it would go out, or went: text, items, what it claims beside the debt. */
export function Letter({ letter }: { letter: DunningLetter }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const isForeign = useIsForeign();
  const copy = () =>
    navigator.clipboard.writeText(letter.text).then(
      () => void message.success(t("collection.plan.copied")),
      () => {},
    );
  return (
    <section className="panel dunning-letter" aria-label={letter.party_name}>
      <div className="row">
        <b className="grow">
          <Link to={`${homeOfParty("customer", letter.party_id)}?tab=commitments`}>{letter.party_name}</Link>
        </b>
        <span className="second">
          {t("collection.level", { level: letter.level })} · {t(`collection.channels.${letter.channel}`)} ·{" "}
          {t("collection.plan.deadline", { day: letter.deadline_on })}
        </span>
      </div>
      <div className="row">
        <h2 className="grow">{letter.title}</h2>
        <Button size="small" onClick={() => void copy()}>
          {t("collection.plan.copy")}
        </Button>
      </div>
      <p className="text">{letter.text}</p>
      <table className="record-lines">
        <thead>
          <tr>
            <th>{t("collection.plan.items")}</th>
            <th>{t("collection.plan.due")}</th>
            <th className="end">{t("collection.plan.late")}</th>
            <th className="end">{t("collection.plan.reaches")}</th>
            <th className="end">{t("collection.amount")}</th>
          </tr>
        </thead>
        <tbody>
          {letter.items.map((item) => (
            <tr key={item.item_id}>
              <td className="num">
                {item.document_id ? (
                  <Link to={homeOf((item.document_kind ?? "invoice") as DocumentKind, item.document_id)}>
                    {item.number}
                  </Link>
                ) : (
                  item.number
                )}
              </td>
              <td>
                <DateText value={item.due_on} />
              </td>
              <td className="end num">{item.days_late > 0 ? item.days_late : "–"}</td>
              <td className="end num">{item.level ?? item.before ?? "–"}</td>
              <td className="end">
                <MoneyText value={item.open} withCurrency={isForeign(item.open)} />
              </td>
            </tr>
          ))}
          {letter.totals.map((total) => (
            <tr key={total.currency}>
              <td colSpan={4} />
              <td className="end">
                <b>
                  <MoneyText value={total} withCurrency={isForeign(total)} />
                </b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {letter.interest.map((amount) => (
        <p className="second" key={amount.currency}>
          {t("collection.plan.interest", { amount: `${amount.currency} ${formatAmount(amount.amount)}` })}
        </p>
      ))}
      {letter.fee && (
        <p className="second">
          {t("collection.plan.fee", { amount: `${letter.fee.currency} ${formatAmount(letter.fee.amount)}` })}
        </p>
      )}
    </section>
  );
}
