import { PlusOutlined } from "@ant-design/icons";
import { Button, Spin } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import type { Report, ReportLink, ReportName, ReportRow } from "../../bindings";
import { EmptyState } from "../../components/EmptyState";
import { Key } from "../../components/Key";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { ReportGrid } from "../../components/ReportGrid";
import { activitiesOf } from "../../lib/activities";
import { lookAt, useAsOf } from "../../lib/asOf";
import { homeOf, homeOfParty } from "../../lib/homes";
import { useShortcuts } from "../../lib/keyboard";
import { usePageState } from "../../lib/pageState";
import { addressOf } from "../../lib/pipeline";
import { reportWord } from "../../lib/reportWords";
import { classInAddress } from "../../lib/segments";
import { useMay } from "../../lib/session";
import { AccountsPanel } from "./AccountsPanel";
import { type Choice, catalog, isControl, isReport, requestOf, START, tellsOfDunning } from "./catalog";
import { EntryPanel } from "./EntryPanel";
import { Exports } from "./Exports";
import { OpenItemsOf } from "./OpenItemsOf";
import { Parameters } from "./Parameters";
import "./reports.css";
import { kindOf } from "../../lib/documents";
import { useReport } from "../../lib/reports";

/** One report by its name in the address; a name that is none leads to a sentence. */
export function ReportPage() {
  const { t } = useTranslation();
  const { name } = useParams();
  if (isReport(name)) return <OneReport key={name} name={name} />;
  return <EmptyState title={t("reports.unknown")} body={t("reports.body")} />;
}

/** The journal in its own place among the books. */
export function VouchersPage() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const keeps = useMay()("keep");
  const create = () => goTo("/vouchers/new");
  useShortcuts(keeps ? { n: create } : {});
  const action = keeps && (
    <>
      <Button onClick={() => goTo("/vouchers/drafts")}>{t("documents.views.drafts")}</Button>
      <Button type="primary" icon={<PlusOutlined />} onClick={create}>
        {t("vouchers.new")} <Key name="N" />
      </Button>
    </>
  );
  return <OneReport name="journal" title={t("nav.vouchers")} action={action} />;
}

/** The period of a compared figure, where it is not the report's own. */
type Period = { from: string | null; as_of: string };

function earlierPeriod(report: Report | undefined, column: string): Period | null {
  const detail = report?.columns.find(({ key }) => key === column)?.detail;
  return detail?.kind === "earlier" ? detail : null;
}

/** What lies open beside the report. */
type Beside =
  | Extract<ReportLink, { kind: "entry" }>
  | (Extract<ReportLink, { kind: "accounts" }> & { period: Period | null })
  | { kind: "items"; party: number; column: string; anchor: HTMLElement };

const isMoney = (report: Report | undefined, key: string) =>
  report?.columns.find((column) => column.key === key)?.kind === "money";

/** The line that sums all parties, apart from those that prove it. */
const isSum = ({ cells: [first] }: ReportRow) => first?.kind === "word" && first.value === "total";

type Props = {
  name: ReportName;
  /** Its own title, where it stands outside the reports. */
  title?: string;
  action?: ReactNode;
};

function OneReport({ name, title, action }: Props) {
  const { t, i18n } = useTranslation();
  const goTo = useNavigate();
  const { day, past } = useAsOf();
  const [choice, change] = usePageState<Choice>(START);
  const request = requestOf(name, choice, day);
  const { data: report, error, isFetching } = useReport(request);
  const [beside, setBeside] = useState<Beside | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const sells = useMay()("sell");
  const close = () => setBeside(null);
  // On a past day Esc returns to today; the frame hears it.
  useShortcuts(beside ? { Escape: close } : past ? {} : { Escape: () => goTo(-1) });

  const showLedger = (account: string, period = beside?.kind === "accounts" ? beside.period : null) =>
    goTo(`/reports/general_ledger?${ledgerQuery(account, choice, report, period)}`);
  const partyHome = (id: number) =>
    homeOfParty(catalog[name].party === "supplier" ? "supplier" : "customer", id);
  const open = (target: ReportLink, period: Period | null = null, column = "") => {
    if (target.kind === "entry") setBeside(target);
    else if (target.kind === "party") goTo(partyHome(target.id));
    else if (target.kind === "class" || target.kind === "sales") goTo(classHome(target));
    else if (target.kind === "journal") goTo(`/reports/journal?${new URLSearchParams(dated(target))}`);
    else if (target.kind === "opportunities") goTo(addressOf(target.filter));
    else if (target.kind === "activities") goTo(activitiesOf(target.filter, column));
    else if (target.kind === "ledger") showLedger(target.code, target);
    else if (target.kind === "account") showLedger(target.code, period);
    else if (target.kind === "accounts") {
      const [only] = target.codes;
      if (only && target.codes.length === 1) showLedger(only, period);
      else setBeside({ ...target, period });
    } else kindOf(target.id).then((kind) => goTo(homeOf(kind, target.id)), setFailure);
  };
  /** A figure of an aging opens its open items, a total its lines; any other cell opens what its row leads to. */
  const opens = (row: ReportRow, column: string) => {
    const target = row.opens;
    if (catalog[name].aging && isMoney(report, column)) {
      if (row.kind === "line" && target?.kind === "party")
        return (anchor: HTMLElement) => setBeside({ kind: "items", party: target.id, column, anchor });
      if (isSum(row) && choice.detail === "") return () => change({ detail: "yes" }, "push");
    }
    // A figure that is made of documents, and of no account alone, opens into them.
    if (
      !target &&
      catalog[name].detail &&
      choice.detail === "" &&
      row.kind !== "heading" &&
      isMoney(report, column)
    )
      return () => change({ detail: "yes" }, "push");
    return target && (() => open(target, earlierPeriod(report, column), column));
  };
  const marks = ({ kind, opens: target }: ReportRow) =>
    (beside?.kind === "entry" && target?.kind === "entry" && target.seq === beside.seq) ||
    (beside?.kind === "items" && kind === "line" && target?.kind === "party" && target.id === beside.party) ||
    (beside?.kind === "accounts" && target?.kind === "accounts" && target.codes === beside.codes);
  const refused = failure ?? error;
  return (
    <>
      <div className="page-main">
        {past && (
          <div className="past-band">
            {t("app.past", { day })}
            <button type="button" className="plain" onClick={() => lookAt(null)}>
              {t("app.backToToday")}
            </button>
          </div>
        )}
        <PageHead
          title={
            title ?? (
              <>
                <Link className="second" to="/reports">
                  {t("reports.title")}
                </Link>
                {` / ${reportWord(i18n.language, `report.${name}`)}`}
              </>
            )
          }
          actions={
            <>
              <Exports request={request} />
              {action}
            </>
          }
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
          <EmptyState title={t("reports.chooseParty")} body={t(`reports.about.${name}`)} />
        )}
        {request !== null && !report && isFetching && <Spin />}
        {report && (
          <>
            <ReportGrid
              report={report}
              opens={opens}
              marks={marks}
              empty={
                <EmptyState
                  title={t(isControl(name) ? "reports.clean" : "reports.nothing")}
                  body={t(
                    isControl(name)
                      ? "reports.cleanBody"
                      : tellsOfDunning(name)
                        ? "reports.noReminders"
                        : "reports.nothingBody",
                  )}
                  actions={
                    !isControl(name) &&
                    !tellsOfDunning(name) &&
                    !action &&
                    sells && <Button onClick={() => goTo("/invoices/new")}>{t("documents.sales.new")}</Button>
                  }
                />
              }
            />
            <Imprint report={report} busy={isFetching} />
          </>
        )}
      </div>
      {beside?.kind === "entry" && <EntryPanel seq={beside.seq} onClose={close} />}
      {beside?.kind === "items" && request && (
        <OpenItemsOf
          request={{ ...request, party_id: beside.party, detail: true }}
          column={beside.column}
          anchor={beside.anchor}
          onOpen={() => goTo(partyHome(beside.party))}
          onDocument={(id) => open({ kind: "document", id })}
          onClose={close}
        />
      )}
      {beside?.kind === "accounts" && request && (
        <AccountsPanel
          request={{ ...request, ...beside.period, compare: "none" }}
          codes={beside.codes}
          onAccount={(code) => showLedger(code)}
          onClose={close}
        />
      )}
    </>
  );
}

/** Where a class leads: its customers, or the one customer it is. */
function classHome(target: Extract<ReportLink, { kind: "class" | "sales" }>): string {
  if (target.by === "party") return `/customers/${target.value}`;
  return `/customers?view=all&class=${encodeURIComponent(classInAddress(target.by, target.value))}`;
}

const dated = ({ from, as_of }: { from: string; as_of: string }) => ({ from, as_of });

/** The same period for the ledger behind a figure. */
function ledgerQuery(
  account: string,
  choice: Choice,
  report: Report | undefined,
  period: Period | null,
): string {
  const query = new URLSearchParams({ account });
  const from = period ? period.from : report?.parameters.from;
  if (from) query.set("from", from);
  const asOf = period?.as_of ?? choice.as_of;
  if (asOf !== "") query.set("as_of", asOf);
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
