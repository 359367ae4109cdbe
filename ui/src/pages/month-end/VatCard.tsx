import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Entry, Money, VatFigures } from "../../bindings";
import { EntryLines } from "../../components/EntryLines";
import { Key } from "../../components/Key";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { isZero } from "../../lib/money";
import { useMay } from "../../lib/session";
import { useTakeBack } from "../../lib/takeBack";
import { useTransferVat, useVatPreview } from "./queries";

/** Value added tax of the period that a month lies in: what it comes to, the entries it lacks, and posting them. */
export function VatCard({ month }: { month: string }) {
  const { t } = useTranslation();
  const { data, error } = useVatPreview(month);
  const transferring = useTransferVat();
  const takingBack = useTakeBack();
  const [failure, setFailure] = useState<unknown>(null);
  const keeps = useMay()("keep");
  const open = data !== undefined && data.transfer.length + data.surtax.length > 0;
  const post = () => {
    setFailure(null);
    transferring.mutate(month, { onSuccess: ({ transfer, surtax }) => posted([transfer, surtax]) });
  };
  const posted = (entries: (Entry | null | undefined)[]) => {
    const made = entries.flatMap((entry) => (entry ? [entry] : []));
    const name = (entry: Entry) => t("reports.voucher", { number: entry.number, month: entry.month });
    const names = made.map(name).join(", ");
    const undo = () =>
      takingBack
        .mutateAsync(made.map(({ seq, date }) => ({ seq, date })))
        .then(() => tell({ text: t("month.vat.takenBack", { names }) }), setFailure);
    if (names !== "") tell({ text: t("month.vat.posted", { names }), undo: () => void undo() });
  };
  useShortcuts(keeps && open ? { "mod+Enter": post } : {});
  const refused = error ?? transferring.error ?? failure;
  if (!data && !error) return null;
  return (
    <section className="panel month-vat">
      <header>
        <h2>{t("month.vat.title")}</h2>
        {data && (
          <span className="second num">{`${data.figures.period.from} – ${data.figures.period.to}`}</span>
        )}
      </header>
      {refused ? <Problem error={refused} /> : null}
      {data && (
        <>
          <Figures figures={data.figures} />
          {open ? (
            <>
              {data.transfer.length > 0 && <EntryLines lines={data.transfer} />}
              {data.surtax.length > 0 && <EntryLines lines={data.surtax} />}
              {keeps && (
                <Button type="primary" loading={transferring.isPending} onClick={post}>
                  {t("month.vat.post")} <Key name="Ctrl Enter" />
                </Button>
              )}
            </>
          ) : (
            <p className="second">{t("month.vat.nothing")}</p>
          )}
          <Link to={`/reports/vat_summary?${new URLSearchParams(dated(data.figures))}`}>
            {t("month.vat.summary")}
          </Link>
        </>
      )}
    </section>
  );
}

const dated = ({ period }: VatFigures) => ({ from: period.from, as_of: period.to });

/** The sum as a return works it out; lines of nought are left out but what is payable. */
function Figures({ figures }: { figures: VatFigures }) {
  const { t } = useTranslation();
  const small = figures.regime === "small_scale";
  const rows: [string, Money | null | undefined][] = [
    ["sales", small ? figures.sales : null],
    [figures.limit_included ? "limitUpTo" : "limitBelow", figures.limit],
    ["output", figures.output],
    ["input", figures.input],
    ["brought", figures.brought],
    ["owedBefore", figures.owed_before],
    ["relieved", figures.relieved],
    ["simplified", figures.simplified],
    ["carried", figures.carried],
  ];
  return (
    <dl>
      {rows.map(([word, amount]) =>
        amount && !isZero(amount.amount) ? (
          <div key={word} className="row">
            <dt className="second grow">{t(`month.vat.${word as "output"}`)}</dt>
            <dd>
              <MoneyText value={amount} />
            </dd>
          </div>
        ) : null,
      )}
      <div className="row">
        <dt className="grow">{t("month.vat.payable")}</dt>
        <dd>
          <MoneyText value={figures.payable} />
        </dd>
      </div>
    </dl>
  );
}
