import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DocumentKind, Series } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { TextField } from "../../components/fields";
import { PeekPanel } from "../../components/PeekPanel";
import { Problem } from "../../components/Problem";
import { tell } from "../../lib/lastAct";
import { useMay } from "../../lib/session";
import { useSaveSeries, useSeries } from "./queries";

/** How each kind of document is numbered. Numbers that were given stay. */
export function Numbering() {
  const { t } = useTranslation();
  const list = useSeries();
  const [chosen, setChosen] = useState<number | null>(null);
  const rows = list.data ?? [];
  const series = chosen === null ? undefined : rows[chosen];
  const columns: Column<Series>[] = [
    {
      key: "kind",
      title: t("settings.numbering.kind"),
      width: "minmax(140px, 1fr)",
      render: (row) => t(`kinds.${row.kind as DocumentKind}`),
    },
    {
      key: "pattern",
      title: t("settings.numbering.pattern"),
      width: "minmax(200px, 2fr)",
      render: (row) => <span className="num">{row.pattern}</span>,
    },
  ];
  return (
    <>
      <div className="page-main">
        <p className="second">{t("settings.numbering.body")}</p>
        <DataTable
          name="series"
          label={t("settings.tabs.numbering")}
          columns={columns}
          rows={rows}
          idOf={(row) => rows.indexOf(row)}
          selected={chosen}
          onSelect={setChosen}
          loading={list.isLoading}
          error={list.error}
          empty={<EmptyState title={t("settings.tabs.numbering")} body={t("settings.numbering.body")} />}
        />
      </div>
      {series && (
        <PeekPanel title={t(`kinds.${series.kind as DocumentKind}`)} onClose={() => setChosen(null)}>
          <SeriesForm key={series.kind} series={series} onSaved={() => setChosen(null)} />
        </PeekPanel>
      )}
    </>
  );
}

function SeriesForm({ series, onSaved }: { series: Series; onSaved: () => void }) {
  const { t } = useTranslation();
  const [pattern, setPattern] = useState(series.pattern);
  const saving = useSaveSeries();
  const administers = useMay()("administer");
  const submit = () =>
    saving.mutate(
      { kind: series.kind, pattern },
      {
        onSuccess: () => {
          tell({ text: t("settings.numbering.saved", { pattern }) });
          onSaved();
        },
      },
    );
  return (
    <Form layout="vertical" className="side-form" disabled={!administers} onFinish={submit}>
      {saving.error && <Problem error={saving.error} />}
      <TextField
        id="series-pattern"
        label={t("settings.numbering.pattern")}
        autoFocus
        value={pattern}
        hint={t("settings.numbering.hint")}
        onChange={setPattern}
      />
      <Button type="primary" htmlType="submit" loading={saving.isPending}>
        {t("settings.save")}
      </Button>
    </Form>
  );
}
