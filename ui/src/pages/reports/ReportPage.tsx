import { Spin } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import type { Report, ReportLink, ReportName } from "../../bindings";
import { EmptyState } from "../../components/EmptyState";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { ReportGrid } from "../../components/ReportGrid";
import { useAsOf } from "../../lib/asOf";
import { homeOf } from "../../lib/homes";
import { useShortcuts } from "../../lib/keyboard";
import { usePageState } from "../../lib/pageState";
import { reportWord } from "../../lib/reportWords";
import { type Choice, catalog, isReport, requestOf, START } from "./catalog";
import { EntryPanel } from "./EntryPanel";
import { Exports } from "./Exports";
import { Parameters } from "./Parameters";
import { kindOf, useReport } from "./queries";
import "./reports.css";

/** One report by its name in the address; a name that is none leads to a sentence. */
export function ReportPage() {
  const { t } = useTranslation();
  const { name } = useParams();
  if (isReport(name)) return <OneReport key={name} name={name} />;
  return <EmptyState title={t("reports.unknown")} body={t("reports.body")} />;
}

/** The journal in its own place among the books. */
export function VouchersPage() {
  return <OneReport name="journal" />;
}

function OneReport({ name }: { name: ReportName }) {
  const { t, i18n } = useTranslation();
  const goTo = useNavigate();
  const { day } = useAsOf();
  const [choice, change] = usePageState<Choice>(START);
  const request = requestOf(name, choice, day);
  const { data: report, error, isFetching } = useReport(request);
  const [entry, setEntry] = useState<number | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useShortcuts(entry === null ? { Escape: () => goTo(-1) } : { Escape: () => setEntry(null) });

  const open = (target: ReportLink) => {
    if (target.kind === "entry") setEntry(target.seq);
    else if (target.kind === "party") goTo(`/${catalog[name].party ?? "customer"}s/${target.id}`);
    else if (target.kind === "document") {
      kindOf(target.id).then((kind) => goTo(homeOf(kind, target.id)), setFailure);
    } else goTo(`/reports/general_ledger?${ledgerQuery(target.code, choice, report)}`);
  };
  const refused = failure ?? error;
  return (
    <>
      <div className="page-main">
        <PageHead
          title={
            <>
              <Link className="second" to="/reports">
                {t("reports.title")}
              </Link>
              {` / ${reportWord(i18n.language, `report.${name}`)}`}
            </>
          }
          actions={<Exports request={request} />}
        />
        <Parameters
          name={name}
          choice={choice}
          day={day}
          report={report}
          onChange={(next) => change(next, "push")}
        />
        {refused ? <Problem error={refused} /> : null}
        {request === null && (
          <EmptyState title={t("reports.chooseParty")} body={t("reports.about.statement")} />
        )}
        {request !== null && !report && isFetching && <Spin />}
        {report && (
          <>
            <ReportGrid report={report} onOpen={open} entry={entry} />
            <Imprint report={report} busy={isFetching} />
          </>
        )}
      </div>
      {entry !== null && <EntryPanel seq={entry} onClose={() => setEntry(null)} />}
    </>
  );
}

/** The same period for the ledger behind a figure. */
function ledgerQuery(account: string, choice: Choice, report: Report | undefined): string {
  const query = new URLSearchParams({ account });
  const from = report?.parameters.from;
  if (from) query.set("from", from);
  if (choice.as_of !== "") query.set("as_of", choice.as_of);
  if (choice.known_at !== "") query.set("known_at", choice.known_at);
  return query.toString();
}

/** Whose report, in which currency, up to which act of the chain. */
function Imprint({ report, busy }: { report: Report; busy: boolean }) {
  const { t } = useTranslation();
  const { company, currency, seq, head } = report;
  return (
    <div className="row third num">
      {`${company} · ${currency} · ${t("reports.upTo", { seq })} · ${head.hash.slice(0, 12)}…`}
      {busy && <Spin size="small" />}
    </div>
  );
}
