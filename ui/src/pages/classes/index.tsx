import { Button, Select, Spin } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { ReportColumn, ReportRow, SalesDocuments } from "../../bindings";
import { BarChart } from "../../components/BarChart";
import { DateInput } from "../../components/DateInput";
import { EmptyState } from "../../components/EmptyState";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { ReportGrid } from "../../components/ReportGrid";
import { useAsOf } from "../../lib/asOf";
import { useShortcuts } from "../../lib/keyboard";
import { usePageState } from "../../lib/pageState";
import { reportWord } from "../../lib/reportWords";
import { classInAddress, useSegments } from "../../lib/segments";
import { ClassExports } from "./ClassExports";
import { SoldDocuments } from "./SoldDocuments";
import { Visits } from "./Visits";
import {
  barsOf,
  CLASSES,
  type ClassView,
  MEASURES,
  nameOf,
  PERIODS,
  requestOf,
  START,
  type State,
  VIEWS,
  viewOf,
} from "./views";
import "../../styles/classes.css";
import { useReport } from "../../lib/reports";

type Beside = { of: SalesDocuments; title: string };

/** Customers by class: how many, what they buy and owe; their sales over time; who came and who stayed away. */
export function ClassesPage() {
  const { t } = useTranslation();
  const [state, change] = usePageState<State>(START);
  const view = viewOf(state.view);
  return view === "visits" ? (
    <div className="page-main">
      <Head view={view} change={change} />
      <Visits />
    </div>
  ) : (
    <ClassReport key={view} label={t(`classes.views.${view}`)} view={view} state={state} change={change} />
  );
}

type Change = (change: Partial<State>, how?: "replace" | "push") => void;

function Head({ view, change, actions }: { view: ClassView; change: Change; actions?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <PageHead
      title={t("classes.title")}
      views={VIEWS.map((key) => ({ key, title: t(`classes.views.${key}`) }))}
      view={view}
      onView={(next) => change({ view: next, detail: "" }, "push")}
      actions={actions}
    />
  );
}

type Props = { label: string; view: ClassView; state: State; change: Change };

function ClassReport({ label, view, state, change }: Props) {
  const { t, i18n } = useTranslation();
  const goTo = useNavigate();
  const { day } = useAsOf();
  const request = requestOf(state, day);
  const { data: report, error, isFetching } = useReport(request);
  const [beside, setBeside] = useState<Beside | null>(null);
  useShortcuts(beside ? { Escape: () => setBeside(null) } : {});
  const word = (code: string) => reportWord(i18n.language, `word.${code}`);
  const titleOf = (row: ReportRow) => nameOf(row.cells[view === "customers" ? 1 : 0], i18n.language, word);
  const segment = request.segment;

  const opens = (row: ReportRow, key: string) => {
    const target = row.opens;
    const column = report?.columns.find((each) => each.key === key);
    if (row.kind === "total" && view === "pivot" && column?.detail?.kind === "period") {
      const { from, as_of } = column.detail;
      return () =>
        setBeside({ of: { by: "party", all: true, from, to: as_of, segment }, title: word("total") });
    }
    if (target?.kind === "class") {
      if (key !== "year_net")
        return () =>
          goTo(`/customers?view=all&class=${encodeURIComponent(classInAddress(target.by, target.value))}`);
      const from = yearBefore(day);
      return () =>
        setBeside({
          of: { by: target.by, value: target.value, from, to: day, segment },
          title: titleOf(row),
        });
    }
    if (target?.kind !== "sales") return null;
    if (view === "customers" && (key === "party" || key === "party_code"))
      return () => goTo(`/customers/${target.value}`);
    const period = spanOf(column) ?? { from: target.from, to: target.as_of };
    return () =>
      setBeside({ of: { by: target.by, value: target.value, ...period, segment }, title: titleOf(row) });
  };
  const bars = report ? barsOf(report, view, i18n.language, word) : [];
  const lines = report?.rows.filter((row) => row.kind === "line").length ?? 0;
  return (
    <>
      <div className="page-main">
        <Head view={view} change={change} actions={<ClassExports request={request} />} />
        <Choices view={view} state={state} change={change} from={report?.parameters.from ?? null} />
        {error ? <Problem error={error} /> : null}
        {!report && isFetching && <Spin />}
        {report && (
          <>
            {bars.length > 1 && (
              <div className="panel class-chart">
                <BarChart label={label} bars={bars} marksLast={view === "pivot" || view === "movement"} />
              </div>
            )}
            <ReportGrid
              report={report}
              opens={opens}
              empty={
                lines === 0 && (
                  <EmptyState
                    title={t("classes.emptyTitle")}
                    body={t("classes.emptyBody")}
                    actions={
                      <Button onClick={() => goTo("/invoices/new")}>{t("documents.sales.new")}</Button>
                    }
                  />
                )
              }
            />
            <p className="third">{view !== "visits" && t(`classes.definitions.${view}`)}</p>
          </>
        )}
      </div>
      {beside && <SoldDocuments of={beside.of} title={beside.title} onClose={() => setBeside(null)} />}
    </>
  );
}

function Choices({ view, state, change, from }: Omit<Props, "label"> & { from: string | null }) {
  const { t } = useTranslation();
  const segments = useSegments();
  const byClass = view === "overview" || view === "pivot";
  return (
    <div className="chips">
      {byClass && (
        <Select
          size="small"
          aria-label={t("classes.by")}
          value={state.class}
          popupMatchSelectWidth={false}
          onChange={(by: string) => change({ class: by }, "push")}
          options={CLASSES.map((by) => ({ value: by, label: t(`classes.classes.${by}`) }))}
        />
      )}
      {view === "pivot" && (
        <>
          <Select
            size="small"
            aria-label={t("classes.period")}
            value={state.period}
            onChange={(period: string) => change({ period }, "push")}
            options={PERIODS.map((period) => ({ value: period, label: t(`classes.periods.${period}`) }))}
          />
          <Select
            size="small"
            aria-label={t("classes.measure")}
            value={state.measure}
            popupMatchSelectWidth={false}
            onChange={(measure: string) => change({ measure }, "push")}
            options={MEASURES.map((measure) => ({ value: measure, label: t(`classes.measures.${measure}`) }))}
          />
        </>
      )}
      {(view === "pivot" || view === "movement") && (
        <span className="row">
          <span className="second">{t("parties.from")}</span>
          <DateInput
            label={t("parties.from")}
            value={state.from || from || ""}
            onChange={(day) => change({ from: day ?? "" }, "push")}
          />
        </span>
      )}
      {view === "movement" && (
        <Button
          size="small"
          type={state.detail === "yes" ? "primary" : "default"}
          onClick={() => change({ detail: state.detail === "yes" ? "" : "yes" }, "push")}
        >
          {t("classes.names")}
        </Button>
      )}
      <Select
        size="small"
        aria-label={t("classes.segment")}
        allowClear
        placeholder={t("classes.everyone")}
        popupMatchSelectWidth={false}
        value={state.segment || undefined}
        onChange={(segment?: string) => change({ segment: segment ?? "" }, "push")}
        options={segments.map((segment) => ({ value: String(segment.id), label: segment.name }))}
      />
    </div>
  );
}

/** The days of a column that holds a period. */
function spanOf(column: ReportColumn | undefined): { from: string; to: string } | null {
  const detail = column?.detail;
  return detail?.kind === "period" ? { from: detail.from, to: detail.as_of } : null;
}

/** The first of the twelve months that end on a day. */
function yearBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() - 1);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
