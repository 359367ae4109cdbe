import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { DateText } from "../../components/DateText";
import { MoneyText } from "../../components/MoneyText";
import { PeekPanel } from "../../components/PeekPanel";
import { Problem } from "../../components/Problem";
import { Settlements } from "../../components/Settlements";
import { homeOf } from "../../lib/homes";
import { nextDue } from "./InstalmentRows";
import { dueWord, isCash, isPreInvoice } from "./kinds";
import { useDocument } from "./queries";

/** A document beside its list: what was sold or paid, what is left, what settled it. */
export function DocumentPeek({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const { data: document, error } = useDocument(id);
  return (
    <PeekPanel
      title={document?.number ?? ""}
      onClose={onClose}
      onOpen={document && (() => goTo(homeOf(document.kind, id)))}
    >
      {error ? <Problem error={error} /> : null}
      {document && (
        <>
          <p className="second">{document.party.name}</p>
          <dl className="facts">
            <dt>{t("documents.date")}</dt>
            <dd>
              <DateText value={document.date} />
            </dd>
            {document.due_on !== null && (
              <>
                <dt>{t(dueWord(document.kind))}</dt>
                <dd>
                  <DateText value={nextDue(document)} />
                </dd>
              </>
            )}
            <dt>{t(isCash(document.kind) ? "cash.amount" : "documents.total")}</dt>
            <dd>
              <MoneyText value={document.total} />
            </dd>
            {!isPreInvoice(document.kind) && (
              <>
                <dt>
                  {isCash(document.kind) ? t(`cash.${document.kind}.advance`) : t("documents.remaining")}
                </dt>
                <dd>
                  <b>
                    <MoneyText value={document.remaining} zeroAs="dash" />
                  </b>
                </dd>
              </>
            )}
          </dl>
          {document.lines.map((line, at) => (
            // The lines of an issued document never move: their place is their identity.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <div key={at} className="row peek-line">
              <span className="grow">{line.description}</span>
              <MoneyText value={document.totals?.lines[at]?.total} />
            </div>
          ))}
          {!isPreInvoice(document.kind) && (
            <>
              <h2>{t("documents.settlements")}</h2>
              <Settlements rows={document.settlements} />
            </>
          )}
        </>
      )}
    </PeekPanel>
  );
}
