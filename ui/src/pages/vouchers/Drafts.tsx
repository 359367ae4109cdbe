import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { VoucherDraft } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { DateText } from "../../components/DateText";
import { EmptyState } from "../../components/EmptyState";
import { PeekPanel } from "../../components/PeekPanel";
import { Problem } from "../../components/Problem";
import { VouchersHead } from "../../components/VouchersHead";
import { useNeedsApproval } from "../../lib/approval";
import { nameIn } from "../../lib/bilingual";
import { useEntryName } from "../../lib/entries";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { formatAmount } from "../../lib/money";
import { useMay, useSession } from "../../lib/session";
import { type DraftAct, useAccounts, useDraftAct, useVoucherDrafts } from "./queries";

/** Vouchers that are not posted yet: who prepared them, who approved them, and the way to the books. */
export function VoucherDraftsPage() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const list = useVoucherDrafts();
  const [chosen, setChosen] = useState<number | null>(null);
  const rows = list.data ?? [];
  const draft = rows.find((each) => each.id === chosen);
  useShortcuts({ Escape: () => (draft ? setChosen(null) : goTo("/vouchers")) });
  const columns: Column<VoucherDraft>[] = [
    {
      key: "date",
      title: t("documents.date"),
      width: "104px",
      render: ({ fields }) => <DateText value={fields.date} />,
    },
    {
      key: "summary",
      title: t("reports.summary"),
      width: "minmax(160px, 2fr)",
      render: ({ fields }) => fields.summary,
    },
    {
      key: "prepared",
      title: t("vouchers.prepared"),
      width: "120px",
      render: (each) => each.prepared_by_name,
    },
    {
      key: "approved",
      title: t("vouchers.approved"),
      width: "120px",
      render: (each) => each.approved_by_name ?? <span className="third">{t("vouchers.notApproved")}</span>,
    },
  ];
  return (
    <>
      <div className="page-main">
        <VouchersHead view="/vouchers/drafts" />
        <DataTable
          name="voucher-drafts"
          label={t("documents.views.drafts")}
          columns={columns}
          rows={rows}
          idOf={(each) => each.id}
          selected={chosen}
          onSelect={setChosen}
          onOpen={(each) => goTo(`/vouchers/draft/${each.id}`)}
          loading={list.isFetching}
          error={list.error}
          onRetry={() => list.refetch()}
          empty={<EmptyState title={t("documents.noDrafts")} body={t("vouchers.noDraftsBody")} />}
        />
      </div>
      {draft && (
        <PeekPanel
          title={draft.fields.summary || t("vouchers.draft")}
          onClose={() => setChosen(null)}
          onOpen={() => goTo(`/vouchers/draft/${draft.id}`)}
        >
          <DraftPanel key={draft.id} draft={draft} onGone={() => setChosen(null)} />
        </PeekPanel>
      )}
    </>
  );
}

/** A draft's lines, and what its reader may do with it: approve it, post it, throw it away. */
function DraftPanel({ draft, onGone }: { draft: VoucherDraft; onGone: () => void }) {
  const { t, i18n } = useTranslation();
  const entryName = useEntryName();
  const accounts = useAccounts().data ?? [];
  const acting = useDraftAct();
  const needsApproval = useNeedsApproval("voucher");
  const keeps = useMay()("keep");
  const { data: session } = useSession();
  const isOwn = session?.user.id === draft.prepared_by;
  const isApproved = draft.approved_by !== null;
  // A draft that was posted or discarded takes this panel with it; what was done is told all the same.
  const act = (what: DraftAct) =>
    acting
      .mutateAsync({ act: what, draft: { id: draft.id, version: draft.version } })
      .then((entry) => {
        tell({ text: t(`vouchers.told.${what}`, { name: entry ? entryName(entry) : "" }) });
        if (what !== "approve") onGone();
      })
      .catch(() => {
        // The refusal stands in the panel.
      });
  const named = (code: string) => {
    const account = accounts.find((each) => each.code === code);
    return account ? nameIn(i18n.language, account) : "";
  };
  return (
    <>
      <table className="entry">
        <tbody>
          {draft.fields.lines.map((line, at) => (
            // The lines of a kept draft do not move: their place is their identity.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <tr key={at}>
              <td className="second">{t(`documents.${line.side}`)}</td>
              <td className={line.side === "credit" ? "indent" : ""}>
                <span className="num">{line.account}</span> {named(line.account)}
              </td>
              <td className="end num">{formatAmount(line.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="second">
        {`${t("vouchers.prepared")} ${draft.prepared_by_name} · ${t("vouchers.approved")} ${draft.approved_by_name ?? t("vouchers.notApproved")}`}
      </p>
      {acting.error && <Problem error={acting.error} />}
      {keeps && (
        <div className="row peek-acts">
          {!isApproved && (
            <Button disabled={isOwn} loading={acting.isPending} onClick={() => act("approve")}>
              {t("vouchers.approve")}
            </Button>
          )}
          <Button
            type="primary"
            disabled={needsApproval && !isApproved}
            loading={acting.isPending}
            onClick={() => act("post")}
          >
            {t("vouchers.post")}
          </Button>
          <Button loading={acting.isPending} onClick={() => act("discard")}>
            {t("documents.discard")}
          </Button>
        </div>
      )}
      {isOwn && needsApproval && !isApproved && <p className="second">{t("vouchers.anotherApproves")}</p>}
    </>
  );
}
