import { Button, Spin } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Event, EventGroup } from "../../../bindings";
import { ExportMenu } from "../../../components/ExportMenu";
import { Problem } from "../../../components/Problem";
import { tell } from "../../../lib/lastAct";
import { useMay } from "../../../lib/session";
import { EditActivity } from "./EditActivity";
import { EventRow } from "./EventRow";
import { QuickEntry } from "./QuickEntry";
import { useTimeline, useWithdraw } from "./queries";
import "./timeline.css";

const GROUPS: EventGroup[] = [
  "communication",
  "money",
  "documents",
  "tasks",
  "sales",
  "collection",
  "credit",
  "changes",
];
const SPOKEN: Event["kind"][] = ["call", "mail", "visit", "meeting", "note"];

type Props = { party: number; group: EventGroup | null; onGroup: (group: EventGroup | null) => void };

/** Everything that happened with a party, newest first, with a line on top to record what was said. */
export function Timeline({ party, group, onGroup }: Props) {
  const { t } = useTranslation();
  const list = useTimeline(party, group);
  const [corrected, setCorrected] = useState<Event | null>(null);
  const withdrawing = useWithdraw();
  const edits = useMay()("edit_parties");
  const events = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const withdraw = (event: Event) =>
    withdrawing.mutate(event.seq, { onSuccess: () => tell({ text: t("activities.withdrawn") }) });
  // What was said to a record that was merged stays as it was said.
  const isOwnWord = (event: Event) => edits && SPOKEN.includes(event.kind) && !event.former;
  const failure = list.error ?? withdrawing.error;
  return (
    <aside className="peek timeline" aria-label={t("activities.timeline")}>
      <div className="row">
        <h2>{t("activities.timeline")}</h2>
        {events.length > 0 && (
          <ExportMenu
            list={{ of: "timeline", filter: { party_id: party, groups: group === null ? [] : [group] } }}
            columns={[]}
          />
        )}
      </div>
      <div className="timeline-groups">
        {[null, ...GROUPS].map((each) => (
          <button
            key={each ?? "all"}
            type="button"
            className="plain view"
            aria-pressed={each === group}
            onClick={() => onGroup(each)}
          >
            {t(`activities.groups.${each ?? "all"}`)}
          </button>
        ))}
      </div>
      {edits && <QuickEntry party={party} />}
      {failure ? <Problem error={failure} /> : null}
      {list.isLoading && <Spin size="small" />}
      {list.data && events.length === 0 && (
        <div className="timeline-none">
          <b>{t(group === null ? "activities.emptyTitle" : "activities.noneOfGroup")}</b>
          {group === null && <p className="second">{t("activities.emptyBody")}</p>}
        </div>
      )}
      <ol className="events">
        {events.map((event) => (
          <EventRow
            key={`${event.kind}-${event.seq}`}
            event={event}
            onCorrect={isOwnWord(event) ? () => setCorrected(event) : undefined}
            onWithdraw={isOwnWord(event) ? () => withdraw(event) : undefined}
          />
        ))}
      </ol>
      {list.hasNextPage && (
        <Button size="small" block loading={list.isFetching} onClick={() => list.fetchNextPage()}>
          {t("activities.more")}
        </Button>
      )}
      {corrected && <EditActivity party={party} event={corrected} onClose={() => setCorrected(null)} />}
    </aside>
  );
}
