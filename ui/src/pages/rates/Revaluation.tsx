import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DateInput } from "../../components/DateInput";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { useAsOf } from "../../lib/asOf";
import { nameIn } from "../../lib/bilingual";
import { useEntryName } from "../../lib/entries";
import { tell } from "../../lib/lastAct";
import { isZero } from "../../lib/money";
import { useMay } from "../../lib/session";
import { useTakeBack } from "../../lib/takeBack";
import { useRevaluationPreview, useRevalue } from "./queries";

/** 期末调汇: every foreign balance, its rate, and what carrying it at that rate would change. */
export function Revaluation() {
  const { t, i18n } = useTranslation();
  const entryName = useEntryName();
  const { day } = useAsOf();
  const [date, setDate] = useState(day);
  const preview = useRevaluationPreview(date);
  const revaluing = useRevalue();
  const takingBack = useTakeBack();
  const keeps = useMay()("keep");
  const accounts = preview.data ?? [];
  const changes = accounts.some((account) => !isZero(account.change.amount));
  const run = () =>
    revaluing.mutate(date, {
      onSuccess: ({ entry }) => {
        if (!entry) return;
        const name = entryName(entry);
        const undo = () =>
          takingBack
            .mutateAsync([{ seq: entry.seq }])
            .then(() => tell({ text: t("vouchers.takenBack", { name }) }));
        tell({ text: t("rates.revalued", { date, name }), undo: () => void undo() });
      },
    });
  return (
    <section className="panel revaluation">
      <h2>{t("rates.revaluation")}</h2>
      <p className="second">{t("rates.revaluationBody")}</p>
      <div className="row">
        <div style={{ width: 110 }}>
          <DateInput label={t("rates.on")} value={date} onChange={(chosen) => chosen && setDate(chosen)} />
        </div>
        {keeps && (
          <Button type="primary" disabled={!changes} loading={revaluing.isPending} onClick={run}>
            {t("rates.run")}
          </Button>
        )}
      </div>
      {preview.error ? <Problem error={preview.error} /> : null}
      {revaluing.error ? <Problem error={revaluing.error} /> : null}
      {preview.isSuccess && accounts.length === 0 && <p className="second">{t("rates.nothingForeign")}</p>}
      {accounts.length > 0 && (
        <table className="voucher-lines">
          <thead>
            <tr>
              <th>{t("vouchers.account")}</th>
              <th className="end">{t("rates.balance")}</th>
              <th className="end">{t("rates.carried")}</th>
              <th className="end">{t("rates.rate")}</th>
              <th className="end">{t("rates.change")}</th>
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <tr key={`${account.account} ${account.balance.currency}`}>
                <td>
                  <span className="num">{account.account}</span> {nameIn(i18n.language, account)}
                </td>
                <td className="end">
                  <MoneyText value={account.balance} withCurrency />
                </td>
                <td className="end">
                  <MoneyText value={account.carried} />
                </td>
                <td className="end num" title={account.rate_date}>
                  {account.rate}
                </td>
                <td className="end">
                  <MoneyText value={account.change} zeroAs="dash" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
