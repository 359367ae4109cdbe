import { Spin } from "antd";
import { useTranslation } from "react-i18next";
import type { Report, ReportRequest, ReportRow } from "../../bindings";
import { CellPopover } from "../../components/CellPopover";
import { DateText } from "../../components/DateText";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { reportHead } from "../../lib/reportWords";
import { useDetail } from "./queries";

type Props = {
  /** The aging of one party, item by item. */
  request: ReportRequest;
  column: string;
  /** The figure. */
  anchor: HTMLElement;
  onOpen: () => void;
  onDocument: (id: number) => void;
  onClose: () => void;
};

/** The open items behind one figure of an aging. */
export function OpenItemsOf({ request, column, anchor, onOpen, onDocument, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const { data: report, error } = useDetail(request);
  const items = report?.rows.filter((row) => row.kind === "line" && cellOf(report, row, column)) ?? [];
  const party = report?.parameters.party?.name ?? "";
  const head = report?.columns.find(({ key }) => key === column);
  return (
    <CellPopover anchor={anchor} label={party} onClose={onClose}>
      {error && <Problem error={error} />}
      {!report && !error && <Spin size="small" />}
      {report && (
        <div className="row">
          <b className="grow">{`${party} · ${head ? reportHead(i18n.language, head) : ""}`}</b>
          <span className="second">{t("reports.items", { count: items.length })}</span>
          <button type="button" className="plain link" onClick={onOpen}>
            {t("app.open")}
          </button>
        </div>
      )}
      {report &&
        items.map((row, at) => (
          // The lines of a report never move.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Item key={at} report={report} row={row} column={column} onDocument={onDocument} />
        ))}
    </CellPopover>
  );
}

type ItemProps = { report: Report; row: ReportRow; column: string; onDocument: (id: number) => void };

function Item({ report, row, column, onDocument }: ItemProps) {
  const { t } = useTranslation();
  const [number, due, late, amount] = ["document", "due_on", "days_overdue", column].map((key) =>
    cellOf(report, row, key),
  );
  const target = row.opens;
  const text = number?.kind === "text" ? number.value : "";
  return (
    <div className="row item-line">
      <span className="grow item-facts">
        {target?.kind === "document" ? (
          <button type="button" className="plain link num" onClick={() => onDocument(target.id)}>
            {text}
          </button>
        ) : (
          text
        )}
        <span className="second">{due?.kind === "day" && <DateText value={due.value} />}</span>
        <span className="second">
          {late?.kind === "count" && late.value > 0 && t("state.overdue", { count: late.value })}
        </span>
      </span>
      {amount?.kind === "money" && <MoneyText value={amount.value} />}
    </div>
  );
}

/** The cell under a key, where it holds something. */
function cellOf(report: Report, row: ReportRow, key: string) {
  const cell = row.cells[report.columns.findIndex((column) => column.key === key)];
  return cell?.kind === "empty" ? undefined : cell;
}
