import { Tooltip } from "antd";
import type { KeyboardEvent, PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { BoardInput, BoardColumn as Column, LearnedStage, OpportunityRow, Stage } from "../../bindings";
import { MoneyText } from "../../components/MoneyText";
import { useNameIn, wholePercent } from "../../lib/pipeline";
import { useIsForeign, useMay } from "../../lib/session";
import type { Carried } from "./Board";
import { Card } from "./Card";
import { useColumn } from "./queries";

type Props = {
  board: BoardInput;
  stage: Stage;
  column: Column;
  learned: LearnedStage | undefined;
  carried: Carried | null;
  onKeyDown: (event: KeyboardEvent, row: OpportunityRow) => void;
  onPress: (event: PointerEvent, row: OpportunityRow) => void;
  onOpen: (row: OpportunityRow) => void;
};

/** One stage: its count and sums, the probabilities, its cards, the most urgent first. */
export function BoardColumn(props: Props) {
  const { stage, column, learned, carried } = props;
  const { t } = useTranslation();
  const nameIn = useNameIn();
  const isForeign = useIsForeign();
  const sells = useMay()("sell");
  const more = useColumn(props.board, stage.id, column.cards.next ?? null);
  const rows = [...column.cards.rows, ...(more.data?.pages.flatMap((page) => page.rows) ?? [])];
  const next = more.data ? more.hasNextPage : Boolean(column.cards.next);
  const name = nameIn(stage);
  const held = carried?.over === stage.id;
  const foreign = column.sums.filter(({ sum }) => isForeign(sum));
  return (
    <section
      className={held ? "board-column held" : "board-column"}
      data-column={stage.id}
      data-stage={stage.id}
      aria-label={t("pipeline.columnLabel", { stage: name, count: column.count })}
    >
      <header>
        <div className="row">
          <h2>{name}</h2>
          <span className="grow" />
          <span className="second num">{column.count}</span>
        </div>
        <div className="row">
          <b>
            <MoneyText value={column.total} zeroAs="dash" />
          </b>
        </div>
        <div className="row board-odds">
          <Tooltip title={learned && probability(learned)}>
            <span className="second num board-rate">
              {t("pipeline.percent", { percent: stage.probability })}
              {learned?.learned && (
                <span className="accent-text">
                  {" "}
                  {t("pipeline.percent", { percent: wholePercent(learned.learned) })}
                </span>
              )}
            </span>
          </Tooltip>
          <span className="grow" />
          <span className="third">
            <MoneyText value={column.weighted} zeroAs="dash" />
          </span>
        </div>
        {foreign.length > 0 && (
          <div className="second board-foreign">
            {foreign.map(({ sum }) => (
              <MoneyText key={sum.currency} value={sum} withCurrency />
            ))}
            {column.unrated > 0 && (
              <span className="amber">{t("pipeline.unrated", { count: column.unrated })}</span>
            )}
          </div>
        )}
      </header>
      <div className="board-cards">
        {held && carried.row.stage_id !== stage.id && <div className="board-place">{carried.row.title}</div>}
        {rows.map((row) => (
          <Card
            key={row.id}
            row={row}
            median={learned?.median_days ?? null}
            carried={carried?.row.id === row.id}
            onKeyDown={(event) => props.onKeyDown(event, row)}
            onPress={(event) => props.onPress(event, row)}
            onOpen={() => props.onOpen(row)}
          />
        ))}
        {next && (
          <button type="button" className="plain link board-more" onClick={() => void more.fetchNextPage()}>
            {t("pipeline.more", { count: Math.max(column.count - rows.length, 1) })}
          </button>
        )}
      </div>
      {sells && (
        <Link className="board-add second" to={`/pipeline/new?stage=${stage.id}`}>
          {t("pipeline.add")}
        </Link>
      )}
    </section>
  );

  function probability({ learned: found, won, ended, entered, minimum }: LearnedStage) {
    const standard = t("pipeline.standard", { percent: stage.probability });
    const history = found
      ? t("pipeline.learned", { percent: found, won, ended, entered })
      : t("pipeline.notLearned", { ended, minimum });
    return `${standard} · ${history}`;
  }
}
