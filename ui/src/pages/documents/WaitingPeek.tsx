import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Draft, DraftRow } from "../../bindings";
import { EntryLines } from "../../components/EntryLines";
import { PeekPanel } from "../../components/PeekPanel";
import { Problem } from "../../components/Problem";
import { useNeedsApproval } from "../../lib/approval";
import { tell } from "../../lib/lastAct";
import { useMay, useSession } from "../../lib/session";
import { useIssued } from "./issued";
import { actOf, isTrade, rightOf, shelfOf, shelves } from "./kinds";
import { useApproveDraft, useDiscardDraft, useDraft, useEntryPreview, useIssueDraft } from "./queries";

/** A draft beside its list: the entry it would post, and what its reader may do with it. */
export function WaitingPeek({ row, onClose }: { row: DraftRow; onClose: () => void }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const { data: draft, error } = useDraft(row.id);
  const edit = isTrade(row.kind)
    ? () => goTo(`${shelves[shelfOf(row.kind)].path}/draft/${row.id}`)
    : undefined;
  return (
    <PeekPanel title={t(`kinds.${row.kind}`)} onClose={onClose} onOpen={edit}>
      <p className="second">{row.party_name ?? t("documents.nobody")}</p>
      {error && <Problem error={error} />}
      {draft && <DraftActs row={row} draft={draft} onGone={onClose} />}
    </PeekPanel>
  );
}

function DraftActs({ row, draft, onGone }: { row: DraftRow; draft: Draft; onGone: () => void }) {
  const { t } = useTranslation();
  const preview = useEntryPreview(draft.fields, true);
  const [approving, issuing, discarding] = [useApproveDraft(), useIssueDraft(), useDiscardDraft()];
  const arrive = useIssued();
  const needsApproval = useNeedsApproval("document");
  const may = useMay();
  const isOwn = useSession().data?.user.id === row.prepared_by;
  const isApproved = row.approved_by !== null;
  const version = { id: row.id, version: row.version };
  const approve = () =>
    approving.mutate(version, { onSuccess: () => tell({ text: t("documents.waiting.approved") }) });
  const stays = () => {
    // The refusal stands in the panel.
  };
  // A draft that was issued or discarded takes this panel with it; what was done is told all the same.
  const issue = () => issuing.mutateAsync(version).then(arrive).catch(stays);
  const discard = () =>
    discarding
      .mutateAsync(row.id)
      .then(() => {
        tell({ text: t("documents.discarded") });
        onGone();
      })
      .catch(stays);
  const refused = approving.error ?? issuing.error ?? discarding.error ?? preview.error;
  return (
    <>
      {preview.data && <EntryLines lines={preview.data} />}
      <p className="second">
        {`${t("vouchers.prepared")} ${row.prepared_by_name} · ${t("vouchers.approved")} ${row.approved_by_name ?? t("vouchers.notApproved")}`}
      </p>
      {refused && <Problem error={refused} />}
      {may(rightOf(row.kind)) && (
        <div className="row peek-acts">
          {needsApproval && !isApproved && may("keep") && (
            <Button disabled={isOwn} loading={approving.isPending} onClick={approve}>
              {t("vouchers.approve")}
            </Button>
          )}
          <Button
            type="primary"
            disabled={!preview.isSuccess || (needsApproval && !isApproved)}
            loading={issuing.isPending}
            onClick={issue}
          >
            {t(`documents.acts.${actOf(row.kind)}.verb`)}
          </Button>
          <Button loading={discarding.isPending} onClick={discard}>
            {t("documents.discard")}
          </Button>
        </div>
      )}
      {isOwn && needsApproval && !isApproved && <p className="second">{t("vouchers.anotherApproves")}</p>}
    </>
  );
}
