import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { DateText } from "../../components/DateText";
import { EntryLines } from "../../components/EntryLines";
import { MoneyText } from "../../components/MoneyText";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { Settlements } from "../../components/Settlements";
import { VoidDialog } from "../../components/VoidDialog";
import { homeOfParty } from "../../lib/homes";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { isZero } from "../../lib/money";
import { businessOf, type CashKind, pathOf } from "./kinds";
import { useCashDocument, useVoid } from "./queries";

/** One receipt or payment: what it settled, what of it waits as an advance, and its entry. */
export function CashRecordPage({ kind }: { kind: CashKind }) {
  const { t, i18n } = useTranslation();
  const goTo = useNavigate();
  const { id = "" } = useParams();
  const [asking, setAsking] = useState(false);
  const { data: document, error } = useCashDocument(Number(id));
  const voiding = useVoid();
  useShortcuts({ Escape: () => !asking && goTo(-1) });
  if (error)
    return (
      <div className="page-main">
        <Problem error={error} />
      </div>
    );
  if (!document) return null;
  const { number, entry, party_id, remaining } = document;
  const advance = document.items[0];
  const home = homeOfParty(businessOf(kind), party_id);
  const waits = document.state !== "void" && advance && !isZero(remaining.amount);
  const take = (reason: string) =>
    voiding.mutate(
      { id: document.id, reason },
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
            <Link className="second" to={pathOf[kind]}>
              {t(`cash.${kind}.title`)}
            </Link>
            {` / ${number}`}
          </>
        }
        actions={
          <>
            {document.state !== "void" && (
              <Button onClick={() => setAsking(true)}>{t("documents.void")}</Button>
            )}
            {waits && (
              <Button type="primary" onClick={() => goTo(`${home}?apply=${advance.id}`)}>
                {t("cash.apply")}
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
          <dt>{t(`cash.${kind}.party`)}</dt>
          <dd>
            <Link to={home}>{document.party.name}</Link>
          </dd>
        </div>
        <div>
          <dt>{t("cash.amount")}</dt>
          <dd>
            <MoneyText value={document.total} withCurrency />
          </dd>
        </div>
        <div>
          <dt>{t(`cash.${kind}.advance`)}</dt>
          <dd>
            <MoneyText value={remaining} zeroAs="dash" />
          </dd>
        </div>
        <div>
          <dt>{t("documents.date")}</dt>
          <dd>
            <DateText value={document.date} />
          </dd>
        </div>
        <div>
          <dt>{t("cash.account")}</dt>
          <dd className="num">{document.account}</dd>
        </div>
      </dl>
      <div className="editor">
        <section className="panel paper">
          <h2 className="section">{t("documents.settlements")}</h2>
          <Settlements rows={document.settlements} />
          {document.reference && (
            <p>
              <span className="caption">{t("cash.reference")}</span> {document.reference}
            </p>
          )}
          {document.notes && <p>{document.notes}</p>}
        </section>
        <aside className="editor-side">
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
