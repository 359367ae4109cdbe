import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Document } from "../../bindings";
import { Settlements } from "../../components/Settlements";
import { homeOf } from "../../lib/homes";
import { isCash } from "./kinds";
import { useDocument } from "./queries";
import { RecordLines } from "./RecordLines";
import { TaxTable } from "./TaxTable";

type Props = { document: Document };

/** What an invoice, credit note or bill says. */
export function TradeBody({ document }: Props) {
  const { t } = useTranslation();
  const corrected = useDocument(document.credits).data;
  return (
    <>
      <RecordLines document={document} />
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
      <Remarks document={document} />
    </>
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
