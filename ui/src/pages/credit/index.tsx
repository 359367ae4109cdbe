import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { CreditRow } from "../../bindings";
import { CreditGrade, CreditLevel, LimitBar } from "../../components/CreditGrade";
import { type Column, DataTable } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { FilterChips } from "../../components/FilterChips";
import { Finder } from "../../components/Finder";
import { MoneyText } from "../../components/MoneyText";
import { PageHead } from "../../components/PageHead";
import { homeOfParty } from "../../lib/homes";
import { usePageState } from "../../lib/pageState";
import { useMay } from "../../lib/session";
import { Checks } from "./Checks";
import { useCreditList } from "./queries";
import { ReleaseDialog } from "./ReleaseDialog";
import { Releases } from "./Releases";
import { Review } from "./Review";
import { Risk } from "./Risk";
import "./page.css";

const VIEWS = ["customers", "risk", "releases", "checks", "reviews"] as const;
type View = (typeof VIEWS)[number];
const START = { view: "customers", text: "", held: "", row: "" };

/** Who may owe how much: every customer's grade, limit and exposure; releases, checks and reviews. */
export function CreditPage() {
  const { t } = useTranslation();
  const grants = useMay()("grant_credit");
  const [state, change] = usePageState(START);
  const [releasing, setReleasing] = useState<CreditRow | null>(null);
  const view = VIEWS.find((each) => each === state.view) ?? "customers";
  return (
    <div className="page-main">
      <PageHead
        title={t("credit.title")}
        views={VIEWS.map((key) => ({ key, title: t(`credit.views.${key}`) }))}
        view={view}
        onView={(key) => change({ view: key }, "push")}
        actions={
          grants &&
          view !== "reviews" && (
            <Button type="primary" onClick={() => change({ view: "reviews" satisfies View }, "push")}>
              {t("credit.review.run")}
            </Button>
          )
        }
      />
      {view === "customers" && (
        <Customers
          text={state.text}
          held={state.held === "yes"}
          row={state.row}
          onChange={change}
          onRelease={setReleasing}
          onReview={() => change({ view: "reviews" }, "push")}
        />
      )}
      {view === "risk" && <Risk />}
      {view === "releases" && <Releases />}
      {view === "checks" && <Checks />}
      {view === "reviews" && <Review />}
      {releasing && <ReleaseDialog row={releasing} onClose={() => setReleasing(null)} />}
    </div>
  );
}

type CustomersProps = {
  text: string;
  held: boolean;
  row: string;
  onChange: (change: { text?: string; held?: string; row?: string }) => void;
  onRelease: (row: CreditRow) => void;
  onReview: () => void;
};

function Customers({ text, held, row, onChange, onRelease, onReview }: CustomersProps) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const grants = useMay()("grant_credit");
  const list = useCreditList({ text: text || null, held, all: false });
  const rows = list.data ?? [];
  return (
    <>
      <FilterChips chips={[]}>
        <Finder label={t("credit.search")} value={text} onChange={(typed) => onChange({ text: typed })} />
        <Checkbox checked={held} onChange={(event) => onChange({ held: event.target.checked ? "yes" : "" })}>
          {t("credit.onlyHeld")}
        </Checkbox>
      </FilterChips>
      <DataTable
        name="credit"
        label={t("credit.title")}
        columns={useColumns(grants ? onRelease : null)}
        rows={rows}
        idOf={(each) => each.party_id}
        selected={row === "" ? null : Number(row)}
        onSelect={(id) => onChange({ row: String(id) })}
        onOpen={(each) => goTo(`${homeOfParty("customer", each.party_id)}?tab=credit`)}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        exports={{ of: "credit", filter: { text: text || null, held, all: false } }}
        totals={{ name: t("credit.total", { count: rows.length }) }}
        empty={
          <EmptyState
            title={t("credit.emptyTitle")}
            body={t("credit.emptyBody")}
            actions={grants && <Button onClick={onReview}>{t("credit.review.run")}</Button>}
          />
        }
      />
    </>
  );
}

function useColumns(onRelease: ((row: CreditRow) => void) | null): Column<CreditRow>[] {
  const { t } = useTranslation();
  return [
    { key: "name", title: t("credit.customer"), width: "minmax(130px, 2fr)", render: (row) => row.name },
    {
      key: "code",
      title: t("credit.code"),
      width: "58px",
      render: (row) => <span className="second num">{row.code}</span>,
    },
    {
      key: "grade",
      title: t("credit.grade"),
      width: "52px",
      render: (row) => (
        <span title={row.given_until ? t("credit.givenUntil", { day: row.given_until }) : undefined}>
          <CreditGrade grade={row.grade} />
          {row.given_until && <span className="amber"> *</span>}
        </span>
      ),
    },
    {
      key: "score",
      title: t("credit.score"),
      width: "56px",
      align: "end",
      render: (row) => <span className="num">{row.score ?? "–"}</span>,
    },
    {
      key: "index",
      title: t("credit.index"),
      width: "92px",
      align: "end",
      render: (row) => <span className="num">{row.late_index ?? "–"}</span>,
    },
    {
      key: "limit",
      title: t("credit.limit"),
      width: "96px",
      align: "end",
      render: (row) => (row.limit ? <MoneyText value={row.limit} /> : <span className="second">–</span>),
    },
    {
      key: "exposure",
      title: t("credit.exposure"),
      width: "96px",
      align: "end",
      render: (row) => <MoneyText value={row.exposure} zeroAs="dash" />,
    },
    {
      key: "used",
      title: t("credit.used"),
      width: "minmax(84px, 1fr)",
      render: (row) =>
        row.used_percent ? (
          <span className="row credit-used">
            <LimitBar percent={row.used_percent} level={row.level} />
            <span className="num">{`${row.used_percent}%`}</span>
          </span>
        ) : null,
    },
    {
      key: "overdue",
      title: t("credit.overdue"),
      width: "96px",
      align: "end",
      render: (row) =>
        row.overdue_days > 0 ? (
          <span className="num red">{t("credit.days", { count: row.overdue_days })}</span>
        ) : (
          "–"
        ),
    },
    {
      key: "suggested",
      title: t("credit.suggested"),
      width: "90px",
      align: "end",
      render: (row) => row.suggested && <MoneyText value={row.suggested} zeroAs="dash" />,
    },
    {
      key: "reviewed",
      title: t("credit.reviewedOn"),
      width: "98px",
      render: (row) => row.reviewed_on && <DateText value={row.reviewed_on} />,
    },
    {
      key: "status",
      title: t("credit.status"),
      width: "124px",
      render: (row) => (
        <span className="row">
          <CreditLevel level={row.level} />
          {onRelease && row.limit && (
            <Button size="small" type="text" onClick={() => onRelease(row)}>
              {t("credit.release.act")}
            </Button>
          )}
        </span>
      ),
    },
  ];
}
