import { Button, Checkbox } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type {
  ComparisonFinding,
  ComparisonLine,
  DocumentKind,
  FindingKind,
  ListComparison,
  ReconciliationRow,
  ShownFindings,
} from "../../bindings";
import { DateText } from "../../components/DateText";
import { ExportMenu } from "../../components/ExportMenu";
import { MoneyText } from "../../components/MoneyText";
import { homeOf } from "../../lib/homes";
import { useShortcuts } from "../../lib/keyboard";
import { useModeKeys } from "../../lib/modeKeys";
import { formatAmount } from "../../lib/money";
import { ResolveDialog } from "./ResolveDialog";

type Props = { letter: ReconciliationRow; comparison: ListComparison; may: boolean };

const KINDS: FindingKind[] = [
  "only_ours",
  "only_theirs",
  "amount_differs",
  "timing",
  "already_credited",
  "typo",
  "duplicate",
  "several_to_one",
  "one_to_several",
  "matched",
];

/** Our books beside theirs: by kind, by keyboard; differences are chosen and settled, one or several alike. */
export function ComparisonLines({ letter, comparison, may }: Props) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<ShownFindings>("differences");
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<number[]>([]);
  const [settling, setSettling] = useState<number[]>([]);
  const body = useRef<HTMLTableSectionElement>(null);
  const { findings } = comparison;
  const countOf = (kind: FindingKind) => findings.filter((finding) => finding.kind === kind).length;
  const rows = findings.filter((finding) => fits(finding, shown));
  const current = rows[Math.min(at, rows.length - 1)];
  const step = (by: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, at + by));
    setAt(next);
    body.current?.querySelectorAll("tr[data-first]")[next]?.scrollIntoView({ block: "nearest" });
  };
  const toggle = (no: number) =>
    setChosen((now) => (now.includes(no) ? now.filter((each) => each !== no) : [...now, no]));
  const settle = () => {
    const those = chosen.length > 0 ? chosen : current?.is_difference ? [current.no] : [];
    if (may && those.length > 0) setSettling(those);
  };
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    ...(may
      ? {
          Enter: settle,
          x: () => current?.is_difference && toggle(current.no),
        }
      : {}),
  });
  useModeKeys([
    { key: "J K", does: t("reconciliation.keys.next") },
    ...(may
      ? [
          { key: "X", does: t("reconciliation.keys.choose") },
          { key: "Enter", does: t("reconciliation.keys.act") },
        ]
      : []),
  ]);
  const open = findings.filter((finding) => finding.is_open).length;
  const button = (key: ShownFindings, title: string, count: number) => (
    <button
      key={key}
      type="button"
      className="plain view"
      aria-pressed={shown === key}
      onClick={() => {
        setShown(key);
        setAt(0);
      }}
    >
      {`${title} ${count}`}
    </button>
  );
  const { currency } = comparison.ours;
  const figure = (value: { amount: string }) => `${currency} ${formatAmount(value.amount)}`;
  return (
    <>
      <div className="row">
        <b className="num">
          {t("reconciliation.letter.equals", {
            ours: figure(comparison.ours),
            difference: figure(comparison.difference),
            theirs: figure(comparison.theirs),
          })}
        </b>
        <span className="second">
          {[
            t("reconciliation.letter.file", { file: comparison.file_name, by: comparison.compared_by }),
            comparison.mirrored && t("reconciliation.letter.mirrored"),
            comparison.opening_assumed && t("reconciliation.letter.assumed"),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      {letter.state === "resolved" && <p className="green">{t("reconciliation.letter.allSettled")}</p>}
      <div className="reconciliation-kinds">
        {button(
          "differences",
          t("reconciliation.findings.differences"),
          findings.filter((finding) => finding.is_difference).length,
        )}
        {button("open", t("reconciliation.findings.open"), open)}
        {KINDS.filter((kind) => countOf(kind) > 0).map((kind) =>
          button(kind, t(`reconciliation.kinds.${kind}`), countOf(kind)),
        )}
        {button("all", t("reconciliation.findings.all"), findings.length)}
        <span className="grow" />
        {chosen.length > 0 && (
          <>
            <span className="second">{t("reconciliation.findings.chosen", { count: chosen.length })}</span>
            <Button size="small" type="text" onClick={() => setChosen([])}>
              {t("reconciliation.findings.clear")}
            </Button>
          </>
        )}
        {may && (
          <Button size="small" type="primary" onClick={settle}>
            {t("reconciliation.findings.resolve")}
          </Button>
        )}
        <ExportMenu list={{ of: "comparison", filter: { reconciliation: letter.seq, shown } }} columns={[]} />
      </div>
      <section className="panel reconciliation-lines" aria-label={t("reconciliation.letter.compare")}>
        <table className="record-lines">
          <thead>
            <tr>
              <th />
              <th>{t("reconciliation.findings.finding")}</th>
              <th colSpan={3}>{t("reconciliation.findings.ours")}</th>
              <th colSpan={3} className="theirs">
                {t("reconciliation.findings.theirs")}
              </th>
              <th className="end">{t("reconciliation.findings.difference")}</th>
              <th>{t("reconciliation.findings.settled")}</th>
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((finding, place) => (
              <Rows
                key={finding.no}
                finding={finding}
                current={finding.no === current?.no}
                chosen={chosen.includes(finding.no)}
                onChoose={may && finding.is_difference ? () => toggle(finding.no) : null}
                onPoint={() => setAt(place)}
                onSettle={may && finding.is_difference ? () => setSettling([finding.no]) : null}
              />
            ))}
            {rows.length === 0 && (
              <tr>
                <td colSpan={10} className="second">
                  {t("reconciliation.findings.empty")}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </section>
      {settling.length > 0 && (
        <ResolveDialog
          letter={letter}
          comparison={comparison.seq}
          findings={findings.filter((finding) => settling.includes(finding.no))}
          onClose={() => setSettling([])}
          onDone={() => {
            setSettling([]);
            setChosen([]);
          }}
        />
      )}
    </>
  );
}

function fits(finding: ComparisonFinding, shown: ShownFindings): boolean {
  if (shown === "all") return true;
  if (shown === "open") return finding.is_open;
  if (shown === "differences") return finding.is_difference;
  return finding.kind === shown;
}

type RowsProps = {
  finding: ComparisonFinding;
  current: boolean;
  chosen: boolean;
  onChoose: (() => void) | null;
  onPoint: () => void;
  onSettle: (() => void) | null;
};

/** A finding: as many rows as the longer side has lines, what it is in the first. */
function Rows({ finding, current, chosen, onChoose, onPoint, onSettle }: RowsProps) {
  const { t } = useTranslation();
  const { ours, theirs, resolution } = finding;
  const height = Math.max(ours.length, theirs.length, 1);
  return Array.from({ length: height }, (_, line) => (
    // The lines of a finding have no order but their own.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <tr key={line} data-first={line === 0 || undefined} aria-selected={current} onMouseDown={onPoint}>
      {line === 0 && (
        <>
          <td rowSpan={height}>
            {onChoose && (
              <Checkbox
                aria-label={t("reconciliation.findings.choose")}
                checked={chosen}
                onChange={onChoose}
              />
            )}
          </td>
          <td rowSpan={height}>
            <div className={finding.is_open ? "amber" : ""}>{t(`reconciliation.kinds.${finding.kind}`)}</div>
            <small className="second">{t(`reconciliation.rules.${finding.rule}`)}</small>
          </td>
        </>
      )}
      <Side line={ours[line]} />
      <Side line={theirs[line]} theirs />
      {line === 0 && (
        <>
          <td rowSpan={height} className="end">
            <MoneyText value={finding.difference} zeroAs="dash" />
          </td>
          <td rowSpan={height}>
            {resolution && resolution.act !== "reopened" && (
              <div title={resolution.note}>
                <span className={finding.is_open ? "amber" : "green"}>
                  {t(`reconciliation.resolve.acts.${resolution.act}`)}
                </span>{" "}
                {resolution.document_id && (
                  <Link
                    className="num"
                    to={homeOf(resolution.document_kind as DocumentKind, resolution.document_id)}
                  >
                    {resolution.document_number}
                  </Link>
                )}
                <small className="second"> {resolution.note}</small>
              </div>
            )}
            {onSettle && finding.is_open && (
              <Button size="small" type="text" onClick={onSettle}>
                {t("reconciliation.findings.resolve")}
              </Button>
            )}
          </td>
        </>
      )}
    </tr>
  ));
}

function Side({ line, theirs = false }: { line: ComparisonLine | undefined; theirs?: boolean }) {
  const { t } = useTranslation();
  const edge = theirs ? "theirs" : "";
  if (!line) return <td colSpan={3} className={edge} />;
  const name = line.kind === "opening" ? t("reconciliation.findings.opening") : line.number;
  return (
    <>
      <td className={edge}>
        <DateText value={line.date} />
      </td>
      <td>
        {line.document_id && !theirs ? (
          <Link className="num" to={homeOf(kindOf(line), line.document_id)}>
            {name}
          </Link>
        ) : (
          <span className="num">{name}</span>
        )}
        <small className="second">
          {[
            line.reference,
            line.text,
            line.file_row ? t("reconciliation.findings.row", { row: line.file_row }) : "",
          ]
            .filter(Boolean)
            .map((word) => ` ${word}`)
            .join(" ·")}
        </small>
      </td>
      <td className="end">
        <MoneyText value={line.amount} />
      </td>
    </>
  );
}

/** The kind of document a line of ours is; a void is about the document itself. */
function kindOf(line: ComparisonLine): DocumentKind {
  return line.kind.replace(/_void$/, "") as DocumentKind;
}
