import { Button, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Business, Language, PrintStatement, SentStatement, StatementKind } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { MailDialog } from "../../components/MailDialog";
import { MailHistory } from "../../components/MailHistory";
import { Paper } from "../../components/Paper";
import { useAsOf } from "../../lib/asOf";
import { useKeptPaper } from "../../lib/attachments";
import { LANGUAGES } from "../../lib/languages";
import { useMay } from "../../lib/session";
import { useStatement } from "./queries";
import { RecordSent } from "./RecordSent";
import { SentStatements } from "./SentStatements";

const KINDS: StatementKind[] = ["open_item", "balance_forward", "activity"];

type Props = { business: Business; id: number; language: Language };

/** What was sent to a customer, and the statement of now; a sent one opens to the paper that left. */
export function Statement({ business, id, language }: Props) {
  const [kept, setKept] = useState<SentStatement | null>(null);
  if (business === "supplier") return <PresentPaper business={business} id={id} language={language} />;
  return (
    <>
      <SentStatements id={id} shown={kept} onShow={setKept} />
      {kept ? (
        <KeptPaper statement={kept} onBack={() => setKept(null)} />
      ) : (
        <PresentPaper business={business} id={id} language={language} />
      )}
    </>
  );
}

/** The bytes that left, as the book keeps them. */
function KeptPaper({ statement, onBack }: { statement: SentStatement; onBack: () => void }) {
  const { t } = useTranslation();
  const { data, error } = useKeptPaper(statement.attachment_id);
  const { sent_on: date, as_of: asOf, way } = statement;
  const sells = useMay()("sell");
  const [mails, setMails] = useState(false);
  return (
    <Paper printed={data} error={error} final>
      <Button size="small" onClick={onBack}>
        {t("statements.back")}
      </Button>
      {sells && (
        <Button size="small" onClick={() => setMails(true)}>
          {t("mail.send")}
        </Button>
      )}
      {mails && (
        <MailDialog mail={{ of: "sent_statement", seq: statement.seq }} onClose={() => setMails(false)} />
      )}
      <MailHistory of={{ paper: statement.seq }} />
      <span className="second">{t("statements.kept", { date, asOf, way: t(`statements.ways.${way}`) })}</span>
    </Paper>
  );
}

/** A statement as it is printed, of one of three kinds, up to any day. */
function PresentPaper({ business, id, language: own }: Props) {
  const { t } = useTranslation();
  const { day } = useAsOf();
  const may = useMay();
  const [kind, setKind] = useState<StatementKind>("open_item");
  const [from, setFrom] = useState("");
  const [asOf, setAsOf] = useState(day);
  const [language, setLanguage] = useState<Language>(own);
  const [currency, setCurrency] = useState<string | null>(null);
  const [records, setRecords] = useState(false);
  const [mails, setMails] = useState(false);
  const asked: PrintStatement = {
    party_id: id,
    business,
    kind,
    from: from || null,
    as_of: asOf,
    later_receipts: false,
    currency,
    language,
  };
  const { data, error } = useStatement(asked);
  return (
    <Paper printed={data} error={error} final>
      <Segmented
        value={kind}
        onChange={setKind}
        options={KINDS.map((value) => ({ value, label: t(`parties.statementKinds.${value}`) }))}
      />
      {kind !== "open_item" && (
        <>
          <span className="caption">{t("parties.from")}</span>
          <div style={{ width: 110 }}>
            <DateInput label={t("parties.from")} value={from} onChange={setFrom} />
          </div>
        </>
      )}
      <span className="caption">{t("parties.asOf")}</span>
      <div style={{ width: 110 }}>
        <DateInput label={t("parties.asOf")} value={asOf} onChange={(chosen) => chosen && setAsOf(chosen)} />
      </div>
      {data && data.currencies.length > 1 && (
        <Select
          aria-label={t("statements.currency")}
          value={data.currency}
          onChange={setCurrency}
          options={data.currencies.map((value) => ({ value, label: value }))}
        />
      )}
      <Select
        aria-label={t("documents.paperLanguage")}
        value={language}
        onChange={setLanguage}
        options={LANGUAGES}
      />
      {business === "customer" && may("sell") && data && (
        <>
          <Button size="small" onClick={() => setMails(true)}>
            {t("mail.send")}
          </Button>
          <Button size="small" onClick={() => setRecords(true)}>
            {t("statements.record")}
          </Button>
        </>
      )}
      {mails && data && (
        <MailDialog
          mail={{
            of: "statement",
            statement: { ...asked, known_seq: data.known_seq, currency: data.currency },
          }}
          language={language}
          onClose={() => setMails(false)}
        />
      )}
      {records && data && (
        <RecordSent
          statement={{ ...asked, known_seq: data.known_seq, currency: data.currency }}
          onClose={() => setRecords(false)}
        />
      )}
    </Paper>
  );
}
