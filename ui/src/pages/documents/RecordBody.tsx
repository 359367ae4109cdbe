import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Document } from "../../bindings";
import { Problem } from "../../components/Problem";
import { Settlements } from "../../components/Settlements";
import { homeOf, homeOfParty } from "../../lib/homes";
import { useParty } from "../../lib/parties";
import { saveFile } from "../../lib/saveFile";
import { InstalmentRows, instalmentsOf } from "./InstalmentRows";
import { isCash, isPreInvoice } from "./kinds";
import { ProgressTable } from "./ProgressTable";
import { useAttachment, useDocument } from "./queries";
import { RecordLines } from "./RecordLines";
import { TaxTable } from "./TaxTable";

type Props = { document: Document };

/** What an invoice, credit note or bill says. */
export function TradeBody({ document }: Props) {
  const { t } = useTranslation();
  const corrected = useDocument(document.credits).data;
  const instalments = instalmentsOf(document);
  return (
    <>
      <RecordLines document={document} />
      {isPreInvoice(document.kind) && <ProgressTable document={document} />}
      {instalments.length > 0 && (
        <section className="plan">
          <h2 className="section">
            {t(`documents.plan.title.${document.kind === "bill" ? "bill" : "invoice"}`)}
          </h2>
          <InstalmentRows rows={instalments} />
          {document.reschedulings.map(({ seq, date, reason }) => (
            <p key={seq} className="second">
              {t("documents.reschedule.mark", { date, reason })}
            </p>
          ))}
        </section>
      )}
      <span className="grow" />
      <div className="paper-foot">
        <div className="grow">
          <Remarks document={document} />
          {corrected && (
            <p>
              <span className="caption">{t("documents.credits")}</span>{" "}
              <Link className="num" to={homeOf(corrected.kind, corrected.id)}>
                {corrected.number}
              </Link>
            </p>
          )}
        </div>
        {document.totals && <TaxTable totals={document.totals} />}
      </div>
    </>
  );
}

/** What money received or paid settled. */
export function CashBody({ document }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <h2 className="section">{t("documents.settlements")}</h2>
      <Settlements rows={document.settlements} />
      <Grounds document={document} />
      <Remarks document={document} />
    </>
  );
}

/** Why a debt was given up and what proves it, or whose it became. */
function Grounds({ document: { detail } }: Props) {
  const { t } = useTranslation();
  const { data: other } = useParty(detail.to_party);
  const business = detail.offset === "receivable_transfer" ? "customer" : "supplier";
  return (
    <>
      {detail.reason && (
        <p>
          <span className="caption">{t("adjust.reason")}</span> {t(`adjust.reasons.${detail.reason}`)}
        </p>
      )}
      {detail.evidence?.map((id) => (
        <Evidence key={id} id={id} />
      ))}
      {other && (
        <p>
          <span className="caption">
            {t(detail.offset ? `adjust.offsets.${detail.offset}` : "adjust.to")}
          </span>{" "}
          <Link to={homeOfParty(business, other.id)}>{other.fields.name}</Link>
        </p>
      )}
    </>
  );
}

function Evidence({ id }: { id: number }) {
  const { t } = useTranslation();
  const { data: file, refetch } = useAttachment(id);
  const [failure, setFailure] = useState<unknown>(null);
  if (!file) return null;
  // A handle lasts only so long; a new one is asked for.
  const save = async () => {
    const { data: fresh } = await refetch();
    if (fresh) await saveFile(fresh);
  };
  return (
    <p>
      <span className="caption">{t("adjust.evidence")}</span>{" "}
      <button type="button" className="plain link" onClick={() => save().catch(setFailure)}>
        {file.file_name}
      </button>
      {failure !== null && <Problem error={failure} />}
    </p>
  );
}

function Remarks({ document: { kind, reference, notes } }: Props) {
  const { t } = useTranslation();
  const word = isCash(kind) ? "cash.reference" : "documents.reference";
  return (
    <>
      {reference && (
        <p>
          <span className="caption">{t(word)}</span> {reference}
        </p>
      )}
      {notes && <p>{notes}</p>}
    </>
  );
}
