import { Button, Checkbox, Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { DocumentKind, LimitationCause, LimitationRow } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateInput } from "../../components/DateInput";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { Key } from "../../components/Key";
import { MoneyText } from "../../components/MoneyText";
import { type Choice, PartyPicker } from "../../components/Picker";
import { Problem } from "../../components/Problem";
import { pickScan, useAttach } from "../../lib/attachments";
import { homeOf } from "../../lib/homes";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { findCustomers } from "../../lib/parties";
import { useBusinessDay, useIsForeign, useMay } from "../../lib/session";
import { useLimitation, useRecordLimitation } from "./queries";

type Props = { all: boolean; onAll: (all: boolean) => void };

/** Until when what is overdue can be claimed in court, and what began that period anew. */
export function Limitation({ all, onAll }: Props) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const keeps = useMay()("keep");
  const [selected, setSelected] = useState<number | null>(null);
  const [recording, setRecording] = useState(false);
  const list = useLimitation({ all });
  useShortcuts(keeps ? { n: () => setRecording(true) } : {});
  const record = keeps && (
    <Button size="small" onClick={() => setRecording(true)}>
      {t("collection.limitation.record")} <Key name="N" />
    </Button>
  );
  return (
    <>
      <DataTable
        name="limitation"
        head={
          <>
            <span className="grow">
              <Checkbox checked={all} onChange={(event) => onAll(event.target.checked)}>
                {t("collection.limitation.all")}
              </Checkbox>
            </span>
            {record}
          </>
        }
        label={t("collection.views.limitation")}
        columns={useColumns()}
        rows={list.data ?? []}
        idOf={(row) => row.item_id}
        selected={selected}
        onSelect={setSelected}
        onOpen={(row) =>
          row.document_id && goTo(homeOf((row.document_kind ?? "invoice") as DocumentKind, row.document_id))
        }
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        exports={{ of: "limitation", filter: { all } }}
        empty={
          <EmptyState
            title={t("collection.limitation.emptyTitle")}
            body={t("collection.limitation.emptyBody")}
          />
        }
      />
      {recording && <RecordDialog onClose={() => setRecording(false)} />}
    </>
  );
}

function useColumns(): Column<LimitationRow>[] {
  const { t } = useTranslation();
  const isForeign = useIsForeign();
  return [
    {
      key: "party",
      title: t("collection.customer"),
      width: "minmax(140px, 1.4fr)",
      render: (row) => row.party_name,
    },
    {
      key: "number",
      title: t("collection.limitation.number"),
      width: "minmax(120px, 1fr)",
      render: (row) => <span className="num">{row.number}</span>,
    },
    {
      key: "due",
      title: t("collection.limitation.due"),
      width: "104px",
      render: (row) => <DateText value={row.due_on} />,
    },
    {
      key: "open",
      title: t("collection.limitation.open"),
      width: "116px",
      align: "end",
      render: (row) => <MoneyText value={row.open} withCurrency={isForeign(row.open)} />,
    },
    {
      key: "since",
      title: t("collection.limitation.since"),
      width: "minmax(170px, 1fr)",
      render: (row) => (
        <>
          <DateText value={row.since} />{" "}
          <span className="second">{t(`collection.limitation.causes.${row.cause}`)}</span>
        </>
      ),
    },
    {
      key: "barred",
      title: t("collection.limitation.barred"),
      width: "104px",
      render: (row) => <DateText value={row.barred_on} />,
    },
    {
      key: "left",
      title: t("collection.limitation.left"),
      width: "84px",
      align: "end",
      render: (row) => (
        <span className={row.days_left < 0 ? "num red" : row.days_left <= 180 ? "num amber" : "num"}>
          {t("collection.days", { count: row.days_left })}
        </span>
      ),
    },
  ];
}

const KINDS: LimitationCause[] = ["demand", "acknowledgment"];

function RecordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const today = useBusinessDay();
  const [party, setParty] = useState<Choice | null>(null);
  const [kind, setKind] = useState<LimitationCause>("acknowledgment");
  const [date, setDate] = useState<string>(today);
  const [note, setNote] = useState("");
  const [file, setFile] = useState<{ id: number; name: string } | null>(null);
  const attaching = useAttach();
  const recording = useRecordLimitation();
  const attach = async () => {
    const path = await pickScan();
    if (path === null) return;
    const added = await attaching.mutateAsync(path).catch(() => null);
    if (added) setFile({ id: added.id, name: added.file_name });
  };
  const save = () => {
    if (!party || recording.isPending) return;
    void recording
      .mutateAsync({ party_id: party.id, kind, date, note, attachment_id: file?.id ?? null })
      .then(
        () => {
          tell({ text: t("collection.limitation.saved") });
          onClose();
        },
        () => {},
      );
  };
  const failure = recording.error ?? attaching.error;
  return (
    <Modal
      open
      width={440}
      title={t("collection.limitation.record")}
      okButtonProps={{
        loading: recording.isPending,
        disabled: party === null || date === "" || (note.trim() === "" && file === null),
      }}
      onOk={save}
      onCancel={onClose}
    >
      <Form layout="vertical" className="side-form">
        <Labelled id="limitation-party" label={t("collection.customer")} required>
          <PartyPicker value={party} onChange={setParty} find={findCustomers} />
        </Labelled>
        <ChoiceField<LimitationCause>
          id="limitation-kind"
          label={t("collection.limitation.kind")}
          value={kind}
          options={KINDS.map((each) => ({ value: each, label: t(`collection.limitation.causes.${each}`) }))}
          onChange={(chosen) => chosen && setKind(chosen)}
        />
        <Labelled id="limitation-date" label={t("collection.limitation.date")}>
          <DateInput label={t("collection.limitation.date")} value={date} onChange={setDate} />
        </Labelled>
        <TextField
          id="limitation-note"
          label={t("collection.limitation.note")}
          value={note}
          onChange={setNote}
        />
        <Button onClick={() => void attach()}>{file?.name ?? t("collection.limitation.file")}</Button>
      </Form>
      {failure ? <Problem error={failure} /> : null}
    </Modal>
  );
}
