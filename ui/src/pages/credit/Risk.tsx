import { Button, InputNumber } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { LateRisk, LateRiskRow } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { FilterChips } from "../../components/FilterChips";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { ProgressCard } from "../../components/ProgressCard";
import { homeOf, homeOfParty } from "../../lib/homes";
import { useRisk } from "./queries";

const DAYS_MAX = 365;
const places = 3;

/** Open invoices by how probable it is that they are paid late, with the record of such estimates on the book's past. */
export function Risk() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [days, setDays] = useState(0);
  const [row, setRow] = useState<number | null>(null);
  const { estimate, outcome, running, step, error, cancel } = useRisk();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the view opens; then as asked
  useEffect(() => void estimate(days), []);
  const rows = (outcome?.rows ?? []).map((risk, place) => ({ place, risk }));
  const open = ({ risk }: Row) =>
    goTo(
      risk.document_id
        ? homeOf("invoice", risk.document_id)
        : `${homeOfParty("customer", risk.party_id)}?tab=credit`,
    );
  return (
    <>
      <FilterChips chips={[]}>
        <span className="row">
          {t("credit.risk.moreThan")}
          <InputNumber
            size="small"
            min={0}
            max={DAYS_MAX}
            precision={0}
            aria-label={t("credit.risk.daysLate")}
            value={days}
            onChange={(value) => setDays(value ?? 0)}
            onPressEnter={() => void estimate(days)}
          />
          {t("credit.risk.daysLate")}
        </span>
        <Button size="small" loading={running} onClick={() => void estimate(days)}>
          {t("credit.risk.run")}
        </Button>
      </FilterChips>
      {running && <ProgressCard title={t("credit.risk.running")} step={step} onCancel={cancel} />}
      {error ? <Problem error={error} /> : null}
      {outcome && <RecordOf risk={outcome} />}
      {outcome && (
        <DataTable
          name="credit-risk"
          label={t("credit.views.risk")}
          columns={columnsOf(t)}
          rows={rows}
          idOf={(each) => each.place}
          selected={row}
          onSelect={setRow}
          onOpen={open}
          empty={<EmptyState title={t("credit.risk.emptyTitle")} body={t("credit.risk.emptyBody")} />}
        />
      )}
    </>
  );
}

type Row = { place: number; risk: LateRiskRow };

/** What the estimates are worth, in a sentence. */
function RecordOf({ risk }: { risk: LateRisk }) {
  const { t } = useTranslation();
  if (risk.tested === 0) return <p className="second">{t("credit.risk.untested")}</p>;
  const figures = {
    count: risk.tested,
    auc: risk.auc?.toFixed(places) ?? "–",
    brier: risk.brier?.toFixed(places) ?? "–",
    ownAuc: risk.own_auc?.toFixed(places) ?? "–",
    ownBrier: risk.own_brier?.toFixed(places) ?? "–",
  };
  return (
    <p className="second">{t(risk.is_model ? "credit.risk.better" : "credit.risk.notBetter", figures)}</p>
  );
}

function columnsOf(t: ReturnType<typeof useTranslation>["t"]): Column<Row>[] {
  return [
    {
      key: "name",
      title: t("credit.customer"),
      width: "minmax(140px, 2fr)",
      render: ({ risk }) => risk.party_name,
    },
    {
      key: "number",
      title: t("credit.checks.document"),
      width: "minmax(110px, 1fr)",
      render: ({ risk }) => <span className="num">{risk.number}</span>,
    },
    {
      key: "due",
      title: t("credit.risk.due"),
      width: "100px",
      render: ({ risk }) => <DateText value={risk.due_on} />,
    },
    {
      key: "open",
      title: t("credit.risk.open"),
      width: "minmax(100px, 1fr)",
      align: "end",
      render: ({ risk }) => <MoneyText value={risk.open} />,
    },
    {
      key: "percent",
      title: t("credit.risk.odds"),
      width: "110px",
      align: "end",
      render: ({ risk }) => (
        <span className="num">{typeof risk.percent === "number" ? `${risk.percent}%` : "–"}</span>
      ),
    },
    {
      key: "own",
      title: t("credit.risk.own"),
      width: "120px",
      align: "end",
      render: ({ risk }) => <span className="num">{`${risk.own_rate_percent}%`}</span>,
    },
  ];
}
