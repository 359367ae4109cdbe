import { Button, Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { DunningHold } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateInput } from "../../components/DateInput";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { Labelled, TextField } from "../../components/fields";
import { Key } from "../../components/Key";
import { type Choice, PartyPicker } from "../../components/Picker";
import { Problem } from "../../components/Problem";
import { ReasonDialog } from "../../components/ReasonDialog";
import { addDays } from "../../lib/dates";
import { homeOfParty } from "../../lib/homes";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { findCustomers } from "../../lib/parties";
import { useBusinessDay, useMay } from "../../lib/session";
import { useHolds, useSetHold } from "./queries";

const USUAL_DAYS = 14;

/** Customers who are left alone for a while, with the reason; and those of before. */
export function Holds() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const keeps = useMay()("keep");
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<DunningHold | null>(null);
  const [selected, setSelected] = useState<number | null>(null);
  const list = useHolds();
  const setting = useSetHold();
  useShortcuts(keeps ? { n: () => setAdding(true) } : {});
  const add = keeps && (
    <Button size="small" onClick={() => setAdding(true)}>
      {t("collection.holds.add")} <Key name="N" />
    </Button>
  );
  const columns: Column<DunningHold>[] = [
    {
      key: "party",
      title: t("collection.customer"),
      width: "minmax(140px, 1.4fr)",
      render: (row) => row.party_name,
    },
    {
      key: "date",
      title: t("collection.runs.date"),
      width: "104px",
      render: (row) => <DateText value={row.date} />,
    },
    {
      key: "until",
      title: t("collection.holds.until"),
      width: "104px",
      render: (row) => row.until && <DateText value={row.until} />,
    },
    {
      key: "reason",
      title: t("collection.holds.reason"),
      width: "minmax(140px, 2fr)",
      render: (row) => row.reason,
    },
    { key: "by", title: t("collection.holds.by"), width: "100px", render: (row) => row.set_by },
    {
      key: "state",
      title: t("collection.holds.state"),
      width: "170px",
      render: (row) =>
        row.holds ? (
          <span className="row">
            <span className="pill amber">{t("collection.holds.holding")}</span>
            {keeps && (
              <Button size="small" type="text" onClick={() => setEnding(row)}>
                {t("collection.holds.end")}
              </Button>
            )}
          </span>
        ) : (
          <span className="second">{t("collection.holds.ended")}</span>
        ),
    },
  ];
  return (
    <>
      <DataTable
        name="dunning-holds"
        head={
          <>
            <span className="grow second">{t("collection.holds.about")}</span>
            {(list.data?.length ?? 0) > 0 && add}
          </>
        }
        label={t("collection.views.holds")}
        columns={columns}
        rows={list.data ?? []}
        idOf={(row) => row.seq}
        selected={selected}
        onSelect={setSelected}
        onOpen={(row) => goTo(`${homeOfParty("customer", row.party_id)}?tab=commitments`)}
        exports={{ of: "dunning_holds" }}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        empty={
          <EmptyState
            title={t("collection.holds.emptyTitle")}
            body={t("collection.holds.emptyBody")}
            actions={add}
          />
        }
      />
      {adding && <HoldDialog onClose={() => setAdding(false)} />}
      {ending && (
        <ReasonDialog
          title={t("collection.holds.end")}
          label={t("collection.holds.reason")}
          onDone={(reason) =>
            setting
              .mutateAsync({ party_id: ending.party_id, until: null, reason })
              .then(() => tell({ text: t("collection.holds.savedEnd", { name: ending.party_name }) }))
          }
          onClose={() => setEnding(null)}
        />
      )}
    </>
  );
}

function HoldDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const today = useBusinessDay();
  const [party, setParty] = useState<Choice | null>(null);
  const [until, setUntil] = useState<string>(addDays(today, USUAL_DAYS));
  const [reason, setReason] = useState("");
  const setting = useSetHold();
  const save = () => {
    if (!party || setting.isPending) return;
    void setting.mutateAsync({ party_id: party.id, until, reason }).then(
      (hold) => {
        tell({ text: t("collection.holds.saved", { name: hold.party_name }) });
        onClose();
      },
      () => {},
    );
  };
  return (
    <Modal
      open
      width={440}
      title={t("collection.holds.add")}
      okButtonProps={{
        loading: setting.isPending,
        disabled: party === null || reason.trim() === "" || until === "",
      }}
      onOk={save}
      onCancel={onClose}
    >
      <Form layout="vertical" className="side-form">
        <Labelled id="hold-party" label={t("collection.customer")} required>
          <PartyPicker value={party} onChange={setParty} find={findCustomers} />
        </Labelled>
        <Labelled id="hold-until" label={t("collection.holds.until")}>
          <DateInput label={t("collection.holds.until")} value={until} onChange={setUntil} />
        </Labelled>
        <TextField
          id="hold-reason"
          label={t("collection.holds.reason")}
          required
          value={reason}
          onChange={setReason}
        />
      </Form>
      {setting.error ? <Problem error={setting.error} /> : null}
    </Modal>
  );
}
