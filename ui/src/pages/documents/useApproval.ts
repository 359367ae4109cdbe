import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Draft, DraftVersion } from "../../bindings";
import { useNeedsApproval } from "../../lib/approval";
import { tell } from "../../lib/lastAct";
import { useMay, useSession } from "../../lib/session";
import { isPreInvoice, type TradeKind } from "./kinds";
import { useApproveDraft } from "./queries";

/**
 * Whether a draft in the editor waits for another user's approval, and how that is given by who may. Whoever saves it
 * again prepares it anew: `saved` is the version that stands.
 */
export function useApprovalOf(
  kind: TradeKind,
  read: Draft | null,
  saved: DraftVersion | null,
  state: string,
) {
  const { t } = useTranslation();
  const needed = useNeedsApproval("document") && !isPreInvoice(kind);
  const approving = useApproveDraft();
  const may = useMay()("keep");
  const me = useSession().data?.user.id;
  const [approved, setApproved] = useState(read?.approved_by ? read.version : null);
  const stands = saved !== null && (state === "untouched" || state === "saved");
  const waits = needed && !(stands && saved.version === approved);
  const isOthers = read !== null && saved?.version === read.version && read.prepared_by !== me;
  const give = () =>
    saved &&
    approving.mutate(saved, {
      onSuccess: ({ version }) => {
        setApproved(version);
        tell({ text: t("documents.waiting.approved") });
      },
    });
  return {
    waits,
    given: may && isOthers && state === "untouched" ? give : undefined,
    busy: approving.isPending,
    error: approving.error,
  };
}
