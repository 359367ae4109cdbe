import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { BoardInput, OpportunityRow, PipelineBoard, Stage } from "../../bindings";
import { Key } from "../../components/Key";
import { MoneyText } from "../../components/MoneyText";
import { PeekPanel } from "../../components/PeekPanel";
import { Problem } from "../../components/Problem";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useModeKeys } from "../../lib/modeKeys";
import { useNameIn } from "../../lib/pipeline";
import { useMay } from "../../lib/session";
import { BoardColumn } from "./BoardColumn";
import { BoardFoot } from "./BoardFoot";
import { carriedTo, focusBeside, focusCard } from "./carrying";
import { MoveForm } from "./MoveForm";
import { PipelineEmpty } from "./PipelineEmpty";
import { useBoard, useLearned } from "./queries";
import { usePointer } from "./usePointer";

/** A card in hand, and the stage it is held over. */
export type Carried = { row: OpportunityRow; over: number };

type Props = { board: BoardInput; onAll: () => void };

/** Columns of stages with their cards, carried by mouse or by Space and arrows; a drop asks for what its stage demands. */
export function Board({ board: input, onAll }: Props) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const board = useBoard(input);
  const learned = useLearned(board.data?.pipeline.id).data ?? [];
  const nameIn = useNameIn();
  const sells = useMay()("sell");
  const [carried, setCarried] = useState<Carried | null>(null);
  const [dropped, setDropped] = useState<Carried | null>(null);
  const [said, setSaid] = useState("");
  const grid = useRef<HTMLDivElement>(null);
  // The card that was moved gets the keyboard once, where it stands now.
  const [moved, setMoved] = useState<number | null>(null);
  useEffect(() => {
    const at = board.data?.columns.flatMap(({ cards }) => cards.rows).find(({ id }) => id === moved);
    if (!at) return;
    focusCard(grid.current, at.id);
    setMoved(null);
  }, [board.data, moved]);
  const begin = () => focusCard(grid.current);
  useShortcuts({ ArrowDown: begin, ArrowRight: begin });
  useModeKeys(
    carried
      ? [
          { key: "← →", does: t("pipeline.keys.stage") },
          { key: "Space", does: t("pipeline.keys.drop") },
          { key: "Esc", does: t("pipeline.keys.back") },
        ]
      : [
          { key: "← → ↑ ↓", does: t("pipeline.keys.move") },
          ...(sells ? [{ key: "Space", does: t("pipeline.keys.lift") }] : []),
          { key: "Enter", does: t("keys.openRow") },
        ],
  );
  const targets = board.data ? targetsOf(board.data) : [];
  const nameOf = (id: number) =>
    nameIn(targets.find((stage) => stage.id === id) ?? { name_zh: "", name_en: "" });
  const lift = (row: OpportunityRow) => {
    if (!sells) return;
    setCarried({ row, over: row.stage_id });
    setSaid(t("pipeline.lifted", { title: row.title, stage: nameOf(row.stage_id) }));
  };
  const drop = (over: number, row = carried?.row) => {
    setCarried(null);
    if (!row || over === row.stage_id) {
      if (row) setSaid(t("pipeline.putBack", { title: row.title, stage: nameOf(over) }));
      return;
    }
    setSaid(t("pipeline.dropped", { title: row.title, stage: nameOf(over) }));
    setDropped({ row, over });
  };
  const press = usePointer({
    lift: (row) => lift(row),
    over: (row, over) => setCarried({ row, over }),
    drop: (row, over) => drop(over ?? row.stage_id, row),
  });
  if (board.error) return <Problem error={board.error} />;
  if (!board.data) return null;
  const { data } = board;
  const putBack = () => {
    if (!carried) return;
    setSaid(t("pipeline.putBack", { title: carried.row.title, stage: nameOf(carried.row.stage_id) }));
    setCarried(null);
  };
  const hear = (event: React.KeyboardEvent, row: OpportunityRow) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const handled = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.key === " ") {
      handled();
      if (carried) drop(carried.over);
      else lift(row);
    } else if (event.key === "Escape" && carried) {
      handled();
      putBack();
    } else if (event.key.startsWith("Arrow")) {
      handled();
      if (carried) {
        const over = carriedTo(targets, carried.over, event.key);
        setCarried({ ...carried, over });
        setSaid(t("pipeline.over", { title: carried.row.title, stage: nameOf(over) }));
      } else focusBeside(grid.current, event.key);
    } else if (event.key === "Enter") {
      handled();
      goTo(`/pipeline/${row.id}`);
    }
  };
  const filtered = Boolean(
    input.text || input.flag || input.closes_to || input.segment || input.owner_ids?.length,
  );
  const empty = data.count === 0 && data.won.count === 0 && data.lost.count === 0;
  const over = carried && targets.find((stage) => stage.id === carried.over);
  return (
    <div className="board-page">
      <div className="board-main">
        <div className="row board-sums">
          <span>{t("pipeline.openCount", { count: data.count })}</span>
          <b>
            <MoneyText value={data.total} withCurrency />
          </b>
          <span className="second">
            {t("pipeline.weighted")} <MoneyText value={data.weighted} />
          </span>
          <span className="grow" />
          {data.slipped > 0 && (
            <span className="red">{t("pipeline.slippedCount", { count: data.slipped })}</span>
          )}
          {data.no_next_step > 0 && (
            <span className="amber">{t("pipeline.noNextStepCount", { count: data.no_next_step })}</span>
          )}
        </div>
        {empty ? (
          <PipelineEmpty filtered={filtered} onAll={onAll} />
        ) : (
          <div className="board" ref={grid} role="group" aria-label={t("pipeline.boardLabel")}>
            {data.columns.map((column) => {
              const stage = targets.find((each) => each.id === column.stage_id);
              return (
                stage && (
                  <BoardColumn
                    key={stage.id}
                    board={input}
                    stage={stage}
                    column={column}
                    learned={learned.find((each) => each.stage_id === stage.id)}
                    carried={carried}
                    onKeyDown={hear}
                    onPress={(event, row) => sells && press(event, row)}
                    onOpen={(row) => goTo(`/pipeline/${row.id}`)}
                  />
                )
              );
            })}
          </div>
        )}
        {!empty && <BoardFoot board={data} segment={input.segment ?? null} carried={carried} />}
        {carried && over && (
          <div className="board-carrying">
            <span>{t("pipeline.carrying", { title: carried.row.title, stage: nameIn(over) })}</span>
            <Key name="←" /> <Key name="→" /> {t("pipeline.keys.stage")}
            <Key name="Space" /> {t("pipeline.keys.drop")}
            <Key name="Esc" /> {t("pipeline.keys.back")}
            <span className="grow" />
            <span>{needsOf(over)}</span>
          </div>
        )}
        <div className="unseen" role="status" aria-live="assertive">
          {said}
        </div>
      </div>
      {dropped && (
        <PeekPanel
          title={t("pipeline.moveTitle", { title: dropped.row.title })}
          onClose={() => setDropped(null)}
        >
          <MoveForm
            key={`${dropped.row.id} ${dropped.over}`}
            id={dropped.row.id}
            pipeline={data.pipeline}
            to={dropped.over}
            onCancel={() => setDropped(null)}
            onMoved={() => {
              tell({ text: t("pipeline.moved", { title: dropped.row.title, stage: nameOf(dropped.over) }) });
              setMoved(dropped.row.id);
              setDropped(null);
            }}
          />
        </PeekPanel>
      )}
    </div>
  );

  function needsOf(stage: Stage) {
    const entry = stage.entry.map((each) => t(`pipeline.conditions.${each}`));
    const asked = stage.ends === "open" ? [t("pipeline.owner"), t("pipeline.deadline"), ...entry] : entry;
    if (stage.ends === "lost") asked.push(t("pipeline.lostReason"));
    return asked.length === 0
      ? ""
      : t("pipeline.needs", { stage: nameIn(stage), what: asked.join(t("pipeline.and")) });
  }
}

/** The stages a card can be carried to: the open ones in their order, then won and lost. */
function targetsOf({ pipeline }: PipelineBoard): Stage[] {
  const standing = pipeline.stages.filter((stage) => !stage.removed);
  const order = { open: 0, won: 1, lost: 2 };
  return [...standing].sort((one, other) => order[one.ends] - order[other.ends]);
}
