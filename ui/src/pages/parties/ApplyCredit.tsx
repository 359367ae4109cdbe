import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Applied, Business, OpenItem } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { Problem } from "../../components/Problem";
import { type Shares, SharesTable } from "../../components/SharesTable";
import { DoorError } from "../../lib/door";
import { sentenceOf } from "../../lib/i18n";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { formatAmount, isZero } from "../../lib/money";
import { useTakeBack } from "../../lib/takeBack";
import { isCredit, isDeposit } from "./credits";
import { KeepDeposit } from "./KeepDeposit";
import { useApply, useProposal } from "./queries";
import { RefundCredit } from "./RefundCredit";

type Props = {
  business: Business;
  credit: OpenItem;
  items: OpenItem[];
  today: string;
  onClose: () => void;
};

/** Uses an advance or a credit note for what is open; the program proposes what a credit
 * note corrects, else the oldest; the user decides. */
export function ApplyCredit({ business, credit, items, today, onClose }: Props) {
  const { t } = useTranslation();
  const [date, setDate] = useState(today);
  const [chosen, setChosen] = useState<Shares | null>(null);
  const [refunding, setRefunding] = useState(false);
  const [keeping, setKeeping] = useState(false);
  const applying = useApply();
  const takingBack = useTakeBack();
  const usable = credit.remaining.amount.replace(/^-/, "");
  const debts = items.filter((item) => !isCredit(item));
  const proposal = useProposal(
    {
      party_id: credit.party_id,
      business,
      amount: usable,
      currency: credit.remaining.currency,
      date,
      rule: "exact_then_oldest",
      credit_item_id: credit.id,
    },
    debts.length > 0,
  );
  const proposed: Shares = {};
  for (const share of proposal.data?.shares ?? []) proposed[share.item_id] = share.amount.amount;
  const shares = chosen ?? proposed;
  const named = Object.entries(shares)
    .filter(([, amount]) => !isZero(amount))
    .map(([item_id, amount]) => ({ item_id: Number(item_id), amount }));
  const number = credit.document_number ?? "";
  // The panel is gone once its credit is used up; what follows an act must not depend on it.
  const undo = ({ seq, amount }: Applied) =>
    takingBack
      .mutateAsync([{ seq }])
      .then(() => tell({ text: t("cash.takenBack", { total: formatAmount(amount.amount) }) }))
      .catch((thrown) => tell({ text: sentenceOf(DoorError.from(thrown)) }));
  const apply = () =>
    applying
      .mutateAsync({ credit_item_id: credit.id, date, shares: named })
      .then((applied) => {
        const total = formatAmount(applied.amount.amount);
        tell({ text: t("cash.applied", { number, total }), undo: () => void undo(applied) });
        onClose();
      })
      .catch(() => {
        // The refusal stands in the panel.
      });
  useShortcuts({
    "mod+Enter": () => named.length > 0 && apply(),
    Escape: () => !refunding && !keeping && onClose(),
  });
  return (
    <section className="panel side-box" aria-label={t("cash.applyTitle", { number })}>
      <div className="row">
        <h2>{t("cash.applyTitle", { number })}</h2>
        <span className="second grow">{t("cash.applyBody", { amount: formatAmount(usable) })}</span>
        <span className="caption">{t("cash.applyDate")}</span>
        <div style={{ width: 110 }}>
          <DateInput label={t("cash.applyDate")} value={date} onChange={(day) => day && setDate(day)} />
        </div>
        <Button onClick={onClose}>{t("customers.cancel")}</Button>
        {isDeposit(credit) && (
          <Button onClick={() => setKeeping(true)}>
            {t(`cash.deposit.${business === "customer" ? "deposit_forfeited" : "deposit_lost"}.verb`)}
          </Button>
        )}
        <Button onClick={() => setRefunding(true)}>
          {t(`cash.refund.${business === "customer" ? "refund" : "supplier_refund"}`)}
        </Button>
        <Button type="primary" disabled={named.length === 0} loading={applying.isPending} onClick={apply}>
          {t("cash.apply")}
        </Button>
      </div>
      {keeping && (
        <KeepDeposit
          business={business}
          deposit={credit}
          today={date}
          onDone={onClose}
          onClose={() => setKeeping(false)}
        />
      )}
      {refunding && (
        <RefundCredit
          business={business}
          credit={credit}
          today={date}
          onDone={onClose}
          onClose={() => setRefunding(false)}
        />
      )}
      {applying.error ? <Problem error={applying.error} /> : null}
      {debts.length === 0 ? (
        <p className="second">{t("cash.applyNothing")}</p>
      ) : (
        <SharesTable
          items={debts}
          shares={shares}
          day={date}
          onShare={(item, amount) => setChosen({ ...shares, [item.id]: amount })}
        />
      )}
    </section>
  );
}
