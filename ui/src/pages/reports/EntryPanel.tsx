import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { DateText } from "../../components/DateText";
import { MoneyText } from "../../components/MoneyText";
import { PeekPanel } from "../../components/PeekPanel";
import { Problem } from "../../components/Problem";
import { useEntryName } from "../../lib/entries";
import { homeOf } from "../../lib/homes";
import { useDocument, useEntry } from "./queries";

/** One voucher with its lines and the document that made it. */
export function EntryPanel({ seq, onClose }: { seq: number; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const entryName = useEntryName();
  const goTo = useNavigate();
  const { data: entry, error } = useEntry(seq);
  const { data: document } = useDocument(seq);
  const open = document ? () => goTo(homeOf(document.kind, document.id)) : undefined;
  const title = entry ? entryName(entry) : "";
  return (
    <PeekPanel title={title} onClose={onClose} onOpen={open}>
      {error && <Problem error={error} />}
      {entry && (
        <>
          <dl className="facts">
            <dt>{t("reports.date")}</dt>
            <dd>
              <DateText value={entry.date} />
            </dd>
            {document && (
              <>
                <dt>{t(`kinds.${document.kind}`)}</dt>
                <dd>
                  <button type="button" className="plain link num" onClick={open}>
                    {document.number}
                  </button>
                </dd>
                <dt>{t("reports.party")}</dt>
                <dd>{document.party.short_name || document.party.name}</dd>
              </>
            )}
            {entry.summary && (
              <>
                <dt>{t("reports.summary")}</dt>
                <dd>{entry.summary}</dd>
              </>
            )}
            {entry.reverses && (
              <>
                <dt>{t("reports.reverses")}</dt>
                <dd className="num">{`#${entry.reverses}`}</dd>
              </>
            )}
          </dl>
          {entry.lines.map((line, at) => (
            // The lines of a posted entry never move.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <div key={at} className="entry-line">
              <span className="second">{t(`settings.accounts.sides.${line.side}`)}</span>
              <span className={`grow ${line.side}`}>
                <span className="num second">{line.account}</span>{" "}
                {i18n.language === "en" ? line.account_name_en : line.account_name_zh}
              </span>
              <MoneyText value={line.base} />
            </div>
          ))}
        </>
      )}
    </PeekPanel>
  );
}
