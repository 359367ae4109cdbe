import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { timeOf } from "../lib/dates";
import { useMails } from "../lib/mails";
import { MailState } from "./MailState";

type Of = { document_id: number } | { paper: number };

/** The mails that carried a document or a paper; nothing where there is none. */
export function MailHistory({ of }: { of: Of }) {
  const { t } = useTranslation();
  const rows = useMails({ states: [], ...of, limit: 20 }).data?.pages.flatMap((page) => page.rows) ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="panel side-box" aria-label={t("mail.history")}>
      <h2>{t("mail.history")}</h2>
      {rows.map((row) => (
        <p key={row.seq}>
          <Link to={`/outbox?row=${row.seq}`}>{row.recipients.map((each) => each.address).join(", ")}</Link>{" "}
          <MailState state={row.state} />
          <span className="second num"> {timeOf(row.written_at)}</span>
        </p>
      ))}
    </section>
  );
}
