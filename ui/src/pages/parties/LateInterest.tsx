import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Issued, ItemInterest } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { useAsOf } from "../../lib/asOf";
import { useVoid } from "../../lib/documents";
import { DoorError } from "../../lib/door";
import { homeOf } from "../../lib/homes";
import { sentenceOf } from "../../lib/i18n";
import { tell } from "../../lib/lastAct";
import { formatAmount } from "../../lib/money";
import { useMay } from "../../lib/session";
import { InterestTermsForm } from "./InterestTermsForm";
import { useBillInterest, useLateInterest } from "./queries";
import "./interest.css";

/** 逾期利息: what each late debt of a customer costs, day by day, the fees of letters, and the invoice that charges them. */
export function LateInterest({ id }: { id: number }) {
  const { t } = useTranslation();
  const { day } = useAsOf();
  const goTo = useNavigate();
  const may = useMay();
  const [until, setUntil] = useState(day);
  const claim = useLateInterest(id, until);
  const billing = useBillInterest();
  const voiding = useVoid();
  const items = claim.data?.items ?? [];
  const fees = claim.data?.fees ?? [];
  const nothing = items.length + fees.length === 0;
  const undo = ({ id, number }: Issued) =>
    voiding
      .mutateAsync({ id, reason: t("documents.acts.record.undone") })
      .then(() => tell({ text: t("documents.voided", { number }) }))
      .catch((thrown) => tell({ text: sentenceOf(DoorError.from(thrown)) }));
  const bill = () =>
    billing.mutate(
      { party_id: id, until },
      {
        onSuccess: (issued) =>
          tell({
            text: t("interest.billed", {
              number: issued.number,
              total: `${issued.total.currency} ${formatAmount(issued.total.amount)}`,
            }),
            undo: () => void undo(issued),
            open: () => goTo(homeOf("invoice", issued.id)),
          }),
      },
    );
  return (
    <section className="panel interest">
      <div className="row">
        <div style={{ width: 110 }}>
          <DateInput
            label={t("interest.until")}
            value={until}
            onChange={(chosen) => chosen && setUntil(chosen)}
          />
        </div>
        {may("keep") && (
          <Button type="primary" disabled={nothing} loading={billing.isPending} onClick={bill}>
            {t("interest.bill")}
          </Button>
        )}
      </div>
      {claim.error ? <Problem error={claim.error} /> : null}
      {billing.error ? <Problem error={billing.error} /> : null}
      {claim.isSuccess && nothing && <p className="second">{t("interest.none")}</p>}
      {claim.data && !nothing && (
        <table className="voucher-lines">
          <thead>
            <tr>
              <th>{t("interest.document")}</th>
              <th>{t("interest.dueOn")}</th>
              <th>{t("interest.period")}</th>
              <th className="end">{t("interest.days")}</th>
              <th className="end">{t("interest.principal")}</th>
              <th className="end">{t("interest.rate")}</th>
              <th className="end">{t("interest.amount")}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <Spans key={item.item_id} of={item} />
            ))}
            {fees.map((fee) => (
              <tr key={fee.seq}>
                <td colSpan={2}>{t("interest.fee")}</td>
                <td className="num">{fee.date}</td>
                <td colSpan={3} className="second">
                  {fee.title}
                </td>
                <td className="end">
                  <MoneyText value={fee.amount} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td colSpan={6}>{t("interest.total")}</td>
              <td className="end">
                <MoneyText value={claim.data.total} withCurrency />
              </td>
            </tr>
          </tfoot>
        </table>
      )}
      {may("administer") && <InterestTermsForm party={id} today={day} />}
    </section>
  );
}

/** A debt: a row for each span of days, its interest on the first. */
function Spans({ of }: { of: ItemInterest }) {
  const { t } = useTranslation();
  const per = of.basis === 1 ? t("interest.daily") : t("interest.yearly");
  const fixed = of.fixed ? t("interest.fixed", { amount: formatAmount(of.fixed.amount) }) : undefined;
  return of.spans.map((span, at) => (
    <tr key={span.from}>
      <td className="num">{at === 0 && of.number}</td>
      <td className="num">{at === 0 && of.due_on}</td>
      <td className="num">{`${span.from} – ${span.to}`}</td>
      <td className="end num">{span.days}</td>
      <td className="end">
        <MoneyText value={span.principal} />
      </td>
      <td className="end num">{`${span.percent}% ${per}`}</td>
      <td className="end" title={fixed}>
        {at === 0 && <MoneyText value={of.amount} />}
      </td>
    </tr>
  ));
}
