import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Document } from "../../bindings";
import { EntryLines } from "../../components/EntryLines";
import { MailHistory } from "../../components/MailHistory";
import { Settlements } from "../../components/Settlements";
import { timeOf } from "../../lib/dates";
import { useEntryName } from "../../lib/entries";
import { homeOfRecurring, useSourceOf } from "../../lib/recurring";
import { Chain } from "./Chain";
import { Collecting } from "./Collecting";
import { actOf, isPreInvoice } from "./kinds";

/** What happened to a document: settlements, its entry, who issued it. */
export function RecordSide({ document }: { document: Document }) {
  const { t } = useTranslation();
  const entryName = useEntryName();
  const { kind, entry } = document;
  const source = useSourceOf(document.id).data;
  return (
    <aside className="editor-side">
      {document.totals && !isPreInvoice(kind) && (
        <section className="panel side-box">
          <h2>{t("documents.settlements")}</h2>
          <Settlements rows={document.settlements} />
        </section>
      )}
      {(kind === "invoice" || kind === "opening_receivable") && <Collecting document={document} />}
      <Chain document={document} />
      {entry && (
        <section className="panel side-box">
          <h2>{t("documents.voucher", { name: entryName(entry) })}</h2>
          <EntryLines
            lines={entry.lines.map((line) => ({
              ...line,
              name_zh: line.account_name_zh,
              name_en: line.account_name_en,
            }))}
          />
        </section>
      )}
      <MailHistory of={{ document_id: document.id }} />
      <section className="panel side-box">
        <h2>{t("documents.history")}</h2>
        <p className="second">
          {t(`documents.acts.${actOf(kind)}.by`, {
            who: document.recorded_by,
            when: timeOf(document.recorded_at),
          })}
        </p>
        {document.salesperson && (
          <p className="second">
            {t("orders.salesperson")} {document.salesperson.name}
          </p>
        )}
        {source && (
          <p className="second">
            {t("recurring.source")}{" "}
            <Link to={`${homeOfRecurring(kind === "bill" ? "bill" : "invoice")}/${source.id}`}>
              {source.name || t("recurring.unnamed")}
            </Link>
          </p>
        )}
      </section>
    </aside>
  );
}
