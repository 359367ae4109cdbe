import { Spin } from "antd";
import { useTranslation } from "react-i18next";
import type { ReportRequest, ReportRow } from "../../bindings";
import { MoneyText } from "../../components/MoneyText";
import { PeekPanel } from "../../components/PeekPanel";
import { Problem } from "../../components/Problem";
import { useDetail } from "./queries";

type Props = {
  request: ReportRequest;
  /** How the codes of the line's accounts begin. */
  codes: string[];
  onAccount: (code: string) => void;
  onClose: () => void;
};

/** The accounts a line of a company's statement consists of, as the trial balance has them. */
export function AccountsPanel({ request, codes, onAccount, onClose }: Props) {
  const { t } = useTranslation();
  const { data: report, error } = useDetail({ ...request, name: "trial_balance" });
  const within = (row: ReportRow) =>
    row.opens?.kind === "account" && codes.some((code) => codeOf(row).startsWith(code));
  const figures =
    request.name === "balance_sheet" || request.name === "equity"
      ? ["closing_debit", "closing_credit"]
      : ["debit", "credit"];
  const places = figures.map((key) => report?.columns.findIndex((column) => column.key === key) ?? -1);
  const rows = report?.rows.filter(within) ?? [];
  return (
    <PeekPanel title={t("reports.accounts")} onClose={onClose}>
      {error && <Problem error={error} />}
      {!report && !error && <Spin size="small" />}
      {report && rows.length === 0 && <p className="second">{t("reports.noAccounts")}</p>}
      {rows.map((row) => (
        <Line key={codeOf(row)} row={row} places={places} onAccount={onAccount} />
      ))}
    </PeekPanel>
  );
}

type LineProps = { row: ReportRow; places: number[]; onAccount: (code: string) => void };

function Line({ row, places, onAccount }: LineProps) {
  const { t, i18n } = useTranslation();
  const name = row.cells[1]?.kind === "name" ? row.cells[1].value : { zh: "", en: "" };
  return (
    <div className="row item-line">
      <button type="button" className="plain link grow" onClick={() => onAccount(codeOf(row))}>
        <span className="num">{codeOf(row)}</span> {i18n.language === "en" ? name.en || name.zh : name.zh}
      </button>
      <span className="end">
        {places.map((place, side) => {
          const cell = row.cells[place];
          return (
            cell?.kind === "money" && (
              <div key={place}>
                <span className="second">{t(side === 0 ? "documents.debit" : "documents.credit")}</span>{" "}
                <MoneyText value={cell.value} />
              </div>
            )
          );
        })}
      </span>
    </div>
  );
}

const codeOf = ({ opens }: ReportRow) => (opens?.kind === "account" ? opens.code : "");
