import { Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import type { Opportunity } from "../../bindings";
import { Problem } from "../../components/Problem";
import { useAct } from "./queries";

/** What is to be done in the stage it stands in. */
export function Tasks({ of, sells }: { of: Opportunity; sells: boolean }) {
  const { t } = useTranslation();
  const acting = useAct();
  if (of.tasks.length === 0) return null;
  return (
    <section className="panel side-box">
      <h2>{t("pipeline.tasks")}</h2>
      {acting.error && <Problem error={acting.error} />}
      {of.tasks.map((task) => (
        <div key={task.place}>
          <Checkbox
            checked={task.done}
            disabled={!sells || of.state !== "open"}
            onChange={(event) =>
              acting.mutate({ act: "task", id: of.id, place: task.place, done: event.target.checked })
            }
          >
            {task.text}
          </Checkbox>
        </div>
      ))}
    </section>
  );
}
