import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import type { Document } from "../../bindings";
import { DateText } from "../../components/DateText";
import { EntryLines } from "../../components/EntryLines";
import { Key } from "../../components/Key";
import { MoneyText } from "../../components/MoneyText";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { Settlements } from "../../components/Settlements";
import { StatusPill } from "../../components/StatusPill";
import { VoidDialog } from "../../components/VoidDialog";
import { homeOf, homeOfParty } from "../../lib/homes";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { businessOf, pathOfSide, sideOf, type TradeSide } from "./kinds";
import { useDocument, useVoid } from "./queries";
import { RecordLines } from "./RecordLines";
import { RecordPaper } from "./RecordPaper";
import { TaxTable } from "./TaxTable";

/** One issued document: what it says, what is left of it, what settled it and what it posted. */
export function RecordPage({ side }: { side: TradeSide }) {
  const { id = "" } = useParams();
  const { data: document, error } = useDocument(Number(id));
  if (error)
    return (
      <div className="page-main">
        <Problem error={error} />
      </div>
    );
  return document ? <Record key={id} document={document} side={side} /> : null;
}

function Record({ document, side }: { document: Document; side: TradeSide }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [asking, setAsking] = useState(false);
  const [looking, setLooking] = useState(false);
  const voiding = useVoid();
  const { id, kind, number, state, party_id } = document;
  const home = pathOfSide[sideOf(kind)];
  const standing = state !== "void";
  const owing = standing && (state === "open" || state === "overdue") && kind !== "credit_note";
  const printable = kind === "invoice" || kind === "credit_note";
  const settle = () =>
    goTo(`${side === "sales" ? "/receipts" : "/payments"}/new?party=${party_id}&document=${id}`);
  const correct = () => goTo(`${home}/new?credits=${id}`);
  useShortcuts({
    Escape: () => !asking && goTo(-1),
    ...(printable ? { p: () => setLooking(!looking) } : {}),
    ...(owing ? { r: settle } : {}),
  });
  const take = (reason: string) =>
    voiding.mutate(
      { id, reason },
      {
        onSuccess: () => {
          setAsking(false);
          tell({ text: t("documents.voided", { number }) });
        },
      },
    );
  return (
    <div className="page-main">
      <PageHead
        title={
          <>
            <Link className="second" to={home}>
              {t(`documents.${sideOf(kind)}.title`)}
            </Link>
            {` / ${number}`}
          </>
        }
        actions={
          <>
            {printable && (
              <Button
                onClick={() => setLooking(!looking)}
                type={looking ? "primary" : "default"}
                ghost={looking}
              >
                {t("documents.preview")} <Key name="P" />
              </Button>
            )}
            {standing && <Button onClick={() => setAsking(true)}>{t("documents.void")}</Button>}
            {document.totals && (
              <Button onClick={() => goTo(`${home}/new?copy=${id}`)}>{t("documents.copy")}</Button>
            )}
            {standing && kind === "invoice" && <Button onClick={correct}>{t("documents.creditNote")}</Button>}
            {owing && (
              <Button type="primary" onClick={settle}>
                {t(side === "sales" ? "documents.receive" : "documents.pay")}
              </Button>
            )}
          </>
        }
      />
      {document.void && (
        <Problem>
          {t("documents.voidMark", { date: document.void.date, reason: document.void.reason || "–" })}
        </Problem>
      )}
      <dl className="figures panel">
        <div>
          <dt>{t(`documents.${side}.party`)}</dt>
          <dd>
            <Link to={homeOfParty(businessOf(side), party_id)}>{document.party.name}</Link>
          </dd>
        </div>
        <div>
          <dt>{t("documents.total")}</dt>
          <dd>
            <MoneyText value={document.total} withCurrency />
          </dd>
        </div>
        <div>
          <dt>{t("documents.remaining")}</dt>
          <dd>
            <MoneyText value={document.remaining} tone={state === "overdue" ? "red" : undefined} />{" "}
            <StatusPill status={{ kind: state === "overdue" ? "late" : state }} />
          </dd>
        </div>
        <div>
          <dt>{t("documents.date")}</dt>
          <dd>
            <DateText value={document.date} />
          </dd>
        </div>
        <div>
          <dt>{t("documents.due")}</dt>
          <dd>
            <DateText value={document.due_on} />
          </dd>
        </div>
      </dl>
      <div className="editor">
        {looking ? (
          <RecordPaper document={document} />
        ) : (
          <section className="panel paper">
            <RecordLines document={document} />
            <span className="grow" />
            <div className="paper-foot">
              <div className="grow">
                {document.reference && (
                  <p>
                    <span className="caption">{t("documents.reference")}</span> {document.reference}
                  </p>
                )}
                {document.notes && <p>{document.notes}</p>}
                {document.credits !== null && (
                  <p>
                    <span className="caption">{t("documents.credits")}</span>{" "}
                    <Link to={homeOf("invoice", document.credits)}>{`#${document.credits}`}</Link>
                  </p>
                )}
              </div>
              {document.totals && <TaxTable totals={document.totals} />}
            </div>
          </section>
        )}
        <RecordSide document={document} />
      </div>
      {asking && (
        <VoidDialog
          number={number}
          busy={voiding.isPending}
          error={voiding.error}
          onVoid={take}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

/** What happened to a document: settlements, its entry, who issued it. */
function RecordSide({ document }: { document: Document }) {
  const { t, i18n } = useTranslation();
  const { entry } = document;
  return (
    <aside className="editor-side">
      <section className="panel side-box">
        <h2>{t("documents.settlements")}</h2>
        <Settlements rows={document.settlements} />
      </section>
      {entry && (
        <section className="panel side-box">
          <h2>{t("documents.voucher", { month: entry.month, number: entry.number })}</h2>
          <EntryLines
            lines={entry.lines.map((line) => ({
              ...line,
              name_zh: line.account_name_zh,
              name_en: line.account_name_en,
            }))}
          />
        </section>
      )}
      <section className="panel side-box">
        <h2>{t("documents.history")}</h2>
        <p className="second">
          {t("documents.recorded", {
            who: document.recorded_by,
            when: new Date(document.recorded_at).toLocaleString(i18n.language),
          })}
        </p>
      </section>
    </aside>
  );
}
