import { Spin } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Business, ReportRow } from "../../bindings";
import { Problem } from "../../components/Problem";
import { ReportGrid } from "../../components/ReportGrid";
import { useAsOf } from "../../lib/asOf";
import { kindOf } from "../../lib/documents";
import { homeOf } from "../../lib/homes";
import { usePartyLedger } from "./queries";

/** A party's account of the year, line by line with its running balance. */
export function Ledger({ business, id }: { business: Business; id: number }) {
  const goTo = useNavigate();
  const { day } = useAsOf();
  const { data: report, error } = usePartyLedger(business, id, day);
  const [failure, setFailure] = useState<unknown>(null);
  if (error ?? failure) return <Problem error={error ?? failure} />;
  if (!report) return <Spin size="small" />;
  const opens = ({ opens: target }: ReportRow) =>
    target?.kind === "document"
      ? () => void kindOf(target.id).then((kind) => goTo(homeOf(kind, target.id)), setFailure)
      : null;
  return <ReportGrid report={report} opens={opens} />;
}
