import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReferenceRate } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateInput } from "../../components/DateInput";
import { EmptyState } from "../../components/EmptyState";
import { Labelled, TextField } from "../../components/fields";
import { PeekPanel } from "../../components/PeekPanel";
import { Problem } from "../../components/Problem";
import { tell } from "../../lib/lastAct";
import { useReferenceRates } from "../../lib/referenceRates";
import { useSession } from "../../lib/session";
import { useSaveReferenceRate } from "./queries";

/** 公布利率: LPR, base rates and what else terms of late interest follow, each from a day on. */
export function ReferenceRates() {
  const { t } = useTranslation();
  const list = useReferenceRates();
  const rows = [...(list.data ?? [])].reverse();
  const columns: Column<ReferenceRate>[] = [
    { key: "name", title: t("rates.name"), width: "minmax(140px, 1fr)", render: (rate) => rate.name },
    { key: "from", title: t("rates.validFrom"), width: "120px", render: (rate) => rate.valid_from },
    {
      key: "percent",
      title: t("rates.percent"),
      width: "120px",
      align: "end",
      render: (rate) => <span className="num">{`${rate.percent}%`}</span>,
    },
    { key: "source", title: t("rates.source"), width: "minmax(160px, 2fr)", render: (rate) => rate.source },
  ];
  return (
    <DataTable
      name="reference-rates"
      label={t("rates.published")}
      columns={columns}
      rows={rows}
      idOf={(rate) => rows.indexOf(rate)}
      loading={list.isLoading}
      error={list.error}
      onRetry={() => list.refetch()}
      empty={<EmptyState title={t("rates.publishedEmpty")} body={t("rates.publishedBody")} />}
    />
  );
}

/** Records what was published; for a day that has one already the new one counts from now on. */
export function ReferenceRateForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const { data: rates = [] } = useReferenceRates();
  const saving = useSaveReferenceRate();
  const [rate, setRate] = useState<ReferenceRate>({
    name: rates.at(-1)?.name ?? "LPR1Y",
    valid_from: session?.today ?? "",
    percent: "",
    source: "",
  });
  const write = (change: Partial<ReferenceRate>) => setRate({ ...rate, ...change });
  const save = () =>
    saving.mutate(rate, {
      onSuccess: ({ name, percent, valid_from: date }) => {
        tell({ text: t("rates.publishedSaved", { name, percent, date }) });
        onClose();
      },
    });
  return (
    <PeekPanel title={t("rates.newPublished")} onClose={onClose}>
      <Form layout="vertical" onFinish={save}>
        <TextField
          id="reference-name"
          label={t("rates.name")}
          required
          hint={t("rates.nameHint")}
          value={rate.name}
          onChange={(name) => write({ name })}
        />
        <Labelled id="reference-from" label={t("rates.validFrom")} required>
          <DateInput
            label={t("rates.validFrom")}
            value={rate.valid_from}
            onChange={(day) => day && write({ valid_from: day })}
          />
        </Labelled>
        <TextField
          id="reference-percent"
          label={t("rates.percent")}
          required
          autoFocus
          value={rate.percent}
          onChange={(percent) => write({ percent })}
        />
        <TextField
          id="reference-source"
          label={t("rates.source")}
          value={rate.source}
          onChange={(source) => write({ source })}
        />
        {saving.error && <Problem error={saving.error} />}
        <Button
          type="primary"
          htmlType="submit"
          disabled={rate.percent.trim() === "" || rate.name.trim() === ""}
          loading={saving.isPending}
        >
          {t("rates.save")}
        </Button>
      </Form>
    </PeekPanel>
  );
}
