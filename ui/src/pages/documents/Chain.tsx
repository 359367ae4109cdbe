import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Document, DocumentRow } from "../../bindings";
import { DateText } from "../../components/DateText";
import { DocumentStatus } from "../../components/DocumentStatus";
import { homeOf } from "../../lib/homes";
import { isPreInvoice } from "./kinds";
import { useTrack } from "./queries";
import "./orders.css";

/** What a document came from and what became of it, its versions, and what the customer answered. */
export function Chain({ document }: { document: Document }) {
  const { t } = useTranslation();
  const follows = isPreInvoice(document.kind) || document.lines.some((line) => line.source);
  const track = useTrack(document.id, follows).data;
  if (!track) return null;
  return (
    <>
      {track.chain.length > 1 && (
        <section className="panel side-box">
          <h2>{t("orders.chain")}</h2>
          {track.chain.map((row) => (
            <Step key={row.id} row={row} here={row.id === document.id} />
          ))}
        </section>
      )}
      {track.versions.length > 1 && (
        <section className="panel side-box">
          <h2>{t("orders.versions")}</h2>
          {track.versions.map((row) => (
            <Step key={row.id} row={row} here={row.id === document.id} />
          ))}
        </section>
      )}
      {track.decisions.length > 0 && (
        <section className="panel side-box">
          <h2>{t("orders.decisions")}</h2>
          {track.decisions.map((made) => (
            <p key={made.seq}>
              <DateText value={made.date} /> {t(`orders.decide.${made.decision}.verb`)}{" "}
              <span className="second">
                {[made.said_by, made.reason, made.recorded_by].filter(Boolean).join(" · ")}
              </span>
            </p>
          ))}
        </section>
      )}
    </>
  );
}

function Step({ row, here }: { row: DocumentRow; here: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="row chain-step">
      <span className="grow">
        {here ? (
          <b className="num">{row.number}</b>
        ) : (
          <Link className="num" to={homeOf(row.kind, row.id)}>
            {row.number}
          </Link>
        )}
        <span className="second">
          {t(`kinds.${row.kind}`)} <DateText value={row.date} />
        </span>
      </span>
      <DocumentStatus row={row} />
    </div>
  );
}
