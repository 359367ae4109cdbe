import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { PipelineBoard } from "../../bindings";
import { MoneyText } from "../../components/MoneyText";
import { addressOf } from "../../lib/pipeline";
import { useSession } from "../../lib/session";
import type { Carried } from "./Board";

type Props = { board: PipelineBoard; segment: number | null; carried: Carried | null };

/** What was won and lost this month, where a card can be dropped too, and the win rates by both definitions. */
export function BoardFoot({ board, segment, carried }: Props) {
  const { t } = useTranslation();
  const today = useSession().data?.today ?? "";
  const from = `${today.slice(0, 7)}-01`;
  const place = (ended: PipelineBoard["won"], state: "won" | "lost") => (
    <Link
      className={carried?.over === ended.stage_id ? "board-end held" : "board-end"}
      to={addressOf({ pipeline_id: board.pipeline.id, segment, state, ended_from: from })}
      data-stage={ended.stage_id}
      draggable={false}
    >
      <span>
        {t(`pipeline.ended.${state}`)} <span className="second num">{ended.count}</span>
      </span>
      <span className={state === "won" ? "green" : "second"}>
        <MoneyText value={ended.total} zeroAs="dash" />
      </span>
    </Link>
  );
  const rate = (percent: string | null | undefined) =>
    percent === null || percent === undefined ? "–" : t("pipeline.percent", { percent });
  return (
    <div className="board-ends">
      {place(board.won, "won")}
      {place(board.lost, "lost")}
      <Link className="board-end board-rates" to="/performance">
        <span>{t("pipeline.winRate")}</span>
        <span className="second num">
          {t("pipeline.ofDecided", { rate: rate(board.win_rate_of_decided) })}
        </span>
        <span className="second num">{t("pipeline.ofClosed", { rate: rate(board.win_rate_of_closed) })}</span>
      </Link>
    </div>
  );
}
