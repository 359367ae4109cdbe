import { PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Instalment, InstalmentFields } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { FigureInput } from "../../components/FigureInput";
import { MoneyText } from "../../components/MoneyText";
import { formatAmount } from "../../lib/money";
import { InstalmentRows } from "./InstalmentRows";
import type { TradeKind } from "./kinds";

type Props = {
  kind: TradeKind;
  /** The document's own parts; absent where it follows its terms. */
  own: InstalmentFields[] | null | undefined;
  /** What the program makes of them. */
  made: Instalment[];
  onOwn: (own: InstalmentFields[] | null) => void;
  problem?: ReactNode;
};

/** A part that takes the rest, due on the document's day. */
export const EMPTY: InstalmentFields = {
  percent: null,
  amount: null,
  due_on: null,
  months: 0,
  days: 0,
  name: "",
};

/** The first two parts of a plan that begins empty: half at once, the rest a month later. */
export const HALVES: InstalmentFields[] = [
  { ...EMPTY, percent: "50" },
  { ...EMPTY, months: 1 },
];

/** The parts as the program made them, to go on from: percentages and counted days become what they came to. */
const ownOf = (made: Instalment[]): InstalmentFields[] =>
  made.map((part, at) => ({
    ...EMPTY,
    amount: at + 1 < made.length ? part.amount.amount : null,
    due_on: part.due_on,
    name: part.name ?? "",
  }));

/** The instalments of a document: those of its terms as they come, or its own to be written. */
export function PlanEditor({ kind, own, made, onOwn, problem }: Props) {
  const { t } = useTranslation();
  const isOwn = Boolean(own?.length);
  if (!isOwn && made.length === 0) return problem ? <div>{problem}</div> : null;
  return (
    <section className="plan" aria-label={t(`documents.plan.title.${kind === "bill" ? "bill" : "invoice"}`)}>
      <div className="row">
        <h2 className="section grow">
          {t(`documents.plan.title.${kind === "bill" ? "bill" : "invoice"}`)}
          {!isOwn && <small className="second"> {t("documents.plan.ofTerms")}</small>}
        </h2>
        {isOwn ? (
          <Button size="small" onClick={() => onOwn(null)}>
            {t("documents.plan.reset")}
          </Button>
        ) : (
          <Button size="small" onClick={() => onOwn(ownOf(made))}>
            {t("documents.plan.change")}
          </Button>
        )}
        <Button size="small" onClick={() => onOwn([])}>
          {t("documents.plan.drop")}
        </Button>
      </div>
      {own?.length ? (
        <OwnParts own={own} made={made} onOwn={onOwn} fewest={2} />
      ) : (
        <InstalmentRows rows={made.map((part) => ({ ...part, remaining: null }))} />
      )}
      {problem}
    </section>
  );
}

type OwnProps = {
  own: InstalmentFields[];
  made: Instalment[];
  onOwn: (own: InstalmentFields[]) => void;
  /** How many parts there are at least. */
  fewest: number;
};

/** Parts to be written, the last without a share. */
export function OwnParts({ own, made, onOwn, fewest }: OwnProps) {
  const { t } = useTranslation();
  const write = (place: number, change: Partial<InstalmentFields>) =>
    onOwn(own.map((part, at) => (at === place ? { ...part, ...change } : part)));
  // A part that comes to nought is left out, and then places no longer match.
  const madeAt = (place: number) => (made.length === own.length ? made[place] : undefined);
  const add = () => {
    const last = own[own.length - 1] ?? EMPTY;
    onOwn([...own.slice(0, -1), { ...last, percent: "10" }, { ...last, name: "", months: last.months + 1 }]);
  };
  return (
    <>
      <table className="record-lines">
        <thead>
          <tr>
            <th>{t("documents.plan.place")}</th>
            <th>{t("documents.plan.name")}</th>
            <th className="end">{t("documents.plan.percent")}</th>
            <th className="end">{t("documents.amount")}</th>
            <th>{t("documents.due")}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {own.map((part, at) => {
            const label = (word: string) => t("documents.plan.field", { word, place: at + 1 });
            const isLast = at === own.length - 1;
            return (
              // Parts are added before the last and removed by place; they carry no other identity.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <tr key={at}>
                <td className="num">{`${at + 1}/${own.length}`}</td>
                <td>
                  <Input
                    aria-label={label(t("documents.plan.name"))}
                    value={part.name}
                    onChange={(event) => write(at, { name: event.target.value })}
                  />
                </td>
                <td className="end">
                  {isLast ? (
                    <span className="second">{t("documents.plan.rest")}</span>
                  ) : (
                    <FigureInput
                      label={label(t("documents.plan.percent"))}
                      value={part.percent ?? ""}
                      onChange={(percent) => write(at, { percent: percent || null, amount: null })}
                    />
                  )}
                </td>
                <td className="end">
                  {isLast ? (
                    <MoneyText value={madeAt(at)?.amount} />
                  ) : (
                    <FigureInput
                      label={label(t("documents.amount"))}
                      value={part.amount ?? ""}
                      placeholder={formatAmount(madeAt(at)?.amount.amount ?? "")}
                      onChange={(amount) => write(at, { amount: amount || null, percent: null })}
                    />
                  )}
                </td>
                <td>
                  <DateInput
                    label={label(t("documents.due"))}
                    value={part.due_on ?? madeAt(at)?.due_on ?? ""}
                    onChange={(day) => day !== madeAt(at)?.due_on && write(at, { due_on: day || null })}
                  />
                </td>
                <td>
                  {!isLast && own.length > fewest && (
                    <button
                      type="button"
                      className="plain third"
                      aria-label={t("documents.plan.remove", { place: at + 1 })}
                      onClick={() => onOwn(own.filter((_, place) => place !== at))}
                    >
                      {"×"}
                    </button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Button size="small" icon={<PlusOutlined />} onClick={add}>
        {t("documents.plan.add")}
      </Button>
    </>
  );
}
