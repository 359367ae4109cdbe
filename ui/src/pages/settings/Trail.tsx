import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TrailRow } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { PeekPanel } from "../../components/PeekPanel";
import { timeOf } from "../../lib/dates";
import type { Words } from "../../lib/i18n";
import { useShortcuts } from "../../lib/keyboard";
import { useTrail } from "./queries";

type Act = keyof Words["settings"]["trail"]["acts"];

/** Every act on the book, latest first: who, when, what, and its link in the chain. */
export function Trail() {
  const { t, i18n } = useTranslation();
  const word = (command: string) => {
    const act = command.replace(".", "_");
    return i18n.exists(`settings.trail.acts.${act}`) ? t(`settings.trail.acts.${act as Act}`) : command;
  };
  const list = useTrail();
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const [chosen, setChosen] = useState<number | null>(null);
  const act = rows.find((row) => row.seq === chosen);
  useShortcuts(chosen === null ? {} : { Escape: () => setChosen(null) });
  const columns: Column<TrailRow>[] = [
    {
      key: "seq",
      title: t("settings.trail.seq"),
      width: "80px",
      align: "end",
      render: (row) => <span className="num">{row.seq}</span>,
    },
    {
      key: "at",
      title: t("settings.trail.at"),
      width: "170px",
      render: (row) => <time className="num">{timeOf(row.recorded_at)}</time>,
    },
    { key: "actor", title: t("settings.trail.actor"), width: "120px", render: (row) => row.actor },
    {
      key: "command",
      title: t("settings.trail.command"),
      width: "minmax(160px, 1fr)",
      render: (row) => word(row.command),
    },
    {
      key: "number",
      title: t("settings.trail.number"),
      width: "minmax(120px, 1fr)",
      render: (row) => <span className="num">{row.number}</span>,
    },
  ];
  return (
    <>
      <div className="page-main">
        <p className="second">{t("settings.trail.body")}</p>
        <DataTable
          name="trail"
          label={t("settings.tabs.trail")}
          columns={columns}
          rows={rows}
          idOf={(row) => row.seq}
          selected={chosen}
          onSelect={setChosen}
          loading={list.isFetching}
          error={list.error}
          hasMore={list.hasNextPage}
          onMore={() => list.fetchNextPage()}
          empty={<EmptyState title={t("settings.tabs.trail")} body={t("settings.trail.body")} />}
        />
      </div>
      {act && (
        <PeekPanel title={`#${act.seq} ${word(act.command)}`} onClose={() => setChosen(null)}>
          <dl className="facts">
            <dt>{t("settings.trail.actor")}</dt>
            <dd>{act.actor}</dd>
            <dt>{t("settings.trail.utc")}</dt>
            <dd className="num">{act.recorded_at}</dd>
            <dt>{t("settings.trail.hash")}</dt>
            <dd className="num hash">{act.hash}</dd>
          </dl>
          {act.body && <pre className="hash">{JSON.stringify(JSON.parse(act.body), null, 2)}</pre>}
        </PeekPanel>
      )}
    </>
  );
}
