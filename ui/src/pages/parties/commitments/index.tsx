import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dispute, PaymentPromise } from "../../../bindings";
import { CloseDisputeDialog } from "../../../components/CloseDispute";
import { useDisputeColumns, usePromiseColumns } from "../../../components/commitmentColumns";
import { type Column, DataTable } from "../../../components/DataTable";
import { DisputeDialog } from "../../../components/DisputeDialog";
import { EmptyState } from "../../../components/EmptyState";
import { HandOnDialog } from "../../../components/HandOnDispute";
import { PromiseDialog } from "../../../components/PromiseDialog";
import { ReasonDialog } from "../../../components/ReasonDialog";
import { useAsOf } from "../../../lib/asOf";
import { useDisputes, usePromises, useWithdrawPromise } from "../../../lib/commitments";
import { tell } from "../../../lib/lastAct";
import { useMay } from "../../../lib/session";
import "./tab.css";

type Open =
  | { act: "promise" }
  | { act: "dispute" }
  | { act: "withdraw"; promise: PaymentPromise }
  | { act: "close" | "handOn"; dispute: Dispute };

/** What a customer promised and what it disputes, as of the day the window looks at. */
export function Commitments({ id }: { id: number }) {
  const { t } = useTranslation();
  const { day } = useAsOf();
  const may = useMay();
  const edits = may("edit_parties");
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const withdrawing = useWithdrawPromise();
  const asked = { party_id: id, as_of: day };
  const promises = usePromises(asked);
  const disputes = useDisputes(asked);
  const promiseActs: Column<PaymentPromise> = {
    key: "acts",
    title: "",
    width: "104px",
    render: (promise) =>
      edits &&
      promise.status !== "withdrawn" && (
        <Button size="small" type="text" onClick={() => setOpen({ act: "withdraw", promise })}>
          {t("collection.promise.withdraw")}
        </Button>
      ),
  };
  const disputeActs: Column<Dispute> = {
    key: "acts",
    title: "",
    width: "152px",
    render: (dispute) =>
      !dispute.outcome && (
        <span className="row">
          {edits && (
            <Button size="small" type="text" onClick={() => setOpen({ act: "handOn", dispute })}>
              {t("collection.dispute.handOn")}
            </Button>
          )}
          {may("sell") && (
            <Button size="small" type="text" onClick={() => setOpen({ act: "close", dispute })}>
              {t("collection.dispute.close")}
            </Button>
          )}
        </span>
      ),
  };
  const withoutParty = <Row,>(column: Column<Row>) => column.key !== "party";
  const promise = edits && (
    <Button size="small" onClick={() => setOpen({ act: "promise" })}>
      {t("collection.promise.add")}
    </Button>
  );
  const dispute = edits && (
    <Button size="small" onClick={() => setOpen({ act: "dispute" })}>
      {t("collection.dispute.add")}
    </Button>
  );
  return (
    <div className="commitments">
      <section>
        <DataTable
          name="party-promises"
          head={
            <>
              <h2 className="grow">{t("collection.promise.title")}</h2>
              {promise}
            </>
          }
          label={t("collection.promise.title")}
          columns={[...usePromiseColumns().filter(withoutParty), promiseActs]}
          rows={promises.data ?? []}
          idOf={(row) => row.seq}
          loading={promises.isFetching}
          error={promises.error}
          onRetry={() => promises.refetch()}
          exports={{ of: "promises", filter: asked }}
          empty={
            <EmptyState title={t("collection.promise.emptyTitle")} body={t("collection.promise.emptyBody")} />
          }
        />
      </section>
      <section>
        <DataTable
          name="party-disputes"
          head={
            <>
              <h2 className="grow">{t("collection.dispute.title")}</h2>
              {dispute}
            </>
          }
          label={t("collection.dispute.title")}
          columns={[...useDisputeColumns(day).filter(withoutParty), disputeActs]}
          rows={disputes.data ?? []}
          idOf={(row) => row.seq}
          loading={disputes.isFetching}
          error={disputes.error}
          onRetry={() => disputes.refetch()}
          exports={{ of: "disputes", filter: asked }}
          empty={
            <EmptyState title={t("collection.dispute.emptyTitle")} body={t("collection.dispute.emptyBody")} />
          }
        />
      </section>
      {open?.act === "promise" && <PromiseDialog party={id} onClose={close} />}
      {open?.act === "dispute" && <DisputeDialog party={id} onClose={close} />}
      {open?.act === "close" && <CloseDisputeDialog dispute={open.dispute} onClose={close} />}
      {open?.act === "handOn" && <HandOnDialog dispute={open.dispute} onClose={close} />}
      {open?.act === "withdraw" && (
        <ReasonDialog
          title={t("collection.promise.withdraw")}
          label={t("collection.promise.withdrawReason")}
          onDone={(reason) =>
            withdrawing
              .mutateAsync({ seq: open.promise.seq, reason })
              .then(() => tell({ text: t("collection.promise.withdrawn") }))
          }
          onClose={close}
        />
      )}
    </div>
  );
}
