import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { SentRow, SentStatement } from "../../bindings";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { formatAmount } from "../../lib/money";
import { useSentStatements } from "../../lib/sentStatements";
import { useMay } from "../../lib/session";
import { AnswerStatement } from "./AnswerStatement";
import "./statements.css";

type Props = {
  id: number;
  /** The one whose paper stands below. */
  shown: SentStatement | null;
  onShow: (statement: SentStatement) => void;
};

/** What was sent to a customer: the balance then, the balance of the same cut-off now, and what became of it. */
export function SentStatements({ id, shown, onShow }: Props) {
  const { t } = useTranslation();
  const { data: rows = [], error } = useSentStatements(id);
  const [answers, setAnswers] = useState<SentStatement | null>(null);
  if (error) return <Problem error={error} />;
  if (rows.length === 0) return null;
  return (
    <section className="panel sent-statements" aria-label={t("statements.title")}>
      <h2>{t("statements.title")}</h2>
      <table className="voucher-lines">
        <thead>
          <tr>
            <th>{t("statements.sentOn")}</th>
            <th>{t("statements.way")}</th>
            <th>{t("statements.asOf")}</th>
            <th className="end">{t("statements.closing")}</th>
            <th className="end">{t("statements.now")}</th>
            <th />
            <th>{t("statements.answer")}</th>
            <th className="acts" />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.statement.seq}
              row={row}
              shown={row.statement.seq === shown?.seq}
              onShow={onShow}
              onAnswer={setAnswers}
            />
          ))}
        </tbody>
      </table>
      {answers && <AnswerStatement statement={answers} onClose={() => setAnswers(null)} />}
    </section>
  );
}

type RowProps = {
  row: SentRow;
  shown: boolean;
  onShow: (statement: SentStatement) => void;
  onAnswer: (statement: SentStatement) => void;
};

function Row({ row: { statement, now, changed, answer }, shown, onShow, onAnswer }: RowProps) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const may = useMay();
  const withdrawn = answer?.answer === "withdrawn";
  const mark = changed ? "amber" : "green";
  return (
    <tr aria-current={shown} className={withdrawn ? "second" : undefined}>
      <td className="num" title={statement.note}>
        {statement.sent_on}
      </td>
      <td>{t(`statements.ways.${statement.way}`)}</td>
      <td className="num">{statement.as_of}</td>
      <td className="end">
        <MoneyText value={statement.closing} withCurrency />
      </td>
      <td className="end">
        <MoneyText value={now} />
      </td>
      <td>
        {!withdrawn && (
          <span className={`pill ${mark}`}>{t(changed ? "statements.changed" : "statements.unchanged")}</span>
        )}
      </td>
      <td title={answer?.note}>
        {answer && `${t(`statements.answers.${answer.answer}`)} ${answer.date}`}
        {answer?.difference && (
          <div className="red num">
            {t("statements.difference", { amount: formatAmount(answer.difference.amount) })}
          </div>
        )}
      </td>
      <td className="acts">
        <Button size="small" onClick={() => onShow(statement)}>
          {t("statements.open")}
        </Button>
        <Button
          size="small"
          onClick={() => goTo(`/reports/statement_changes?party=${statement.party_id}&sent=${statement.seq}`)}
        >
          {t("statements.changesSince")}
        </Button>
        {may("sell") && (
          <Button size="small" onClick={() => onAnswer(statement)}>
            {t("statements.answer")}
          </Button>
        )}
      </td>
    </tr>
  );
}
