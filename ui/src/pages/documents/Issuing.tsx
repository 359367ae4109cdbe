import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { DraftVersion, Issued, Money, PreviewLine } from "../../bindings";
import { IssueConfirm } from "../../components/IssueConfirm";
import { homeOf } from "../../lib/homes";
import { tell } from "../../lib/lastAct";
import { formatAmount } from "../../lib/money";
import type { TradeKind } from "./kinds";
import { useIssueDraft, useNextNumber, useVoid } from "./queries";

type Props = {
  kind: TradeKind;
  date: string | undefined;
  draft: DraftVersion;
  total: Money | undefined;
  entry: PreviewLine[];
  onIssued: () => void;
  onClose: () => void;
};

/** Issues a saved draft after a look at its number, total and entry, and offers to take it back. */
export function Issuing({ kind, date, draft, total, entry, onIssued, onClose }: Props) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const next = useNextNumber(kind, date, true);
  const issuing = useIssueDraft();
  const voiding = useVoid();
  const undo = (issued: Issued) =>
    voiding
      .mutateAsync({ id: issued.id, reason: t("documents.undoReason") })
      .then(({ number }) => tell({ text: t("documents.voided", { number }) }))
      .catch(() => goTo(homeOf(issued.kind, issued.id)));
  const issue = () =>
    issuing.mutate(draft, {
      onSuccess: (issued) => {
        onIssued();
        const path = homeOf(issued.kind, issued.id);
        const shown = `${issued.total.currency} ${formatAmount(issued.total.amount)}`;
        tell({
          text: t("documents.issued", { number: issued.number, total: shown }),
          undo: () => void undo(issued),
          open: () => goTo(path),
        });
        goTo(path, { replace: true });
      },
    });
  return (
    <IssueConfirm
      number={next.data ?? ""}
      total={total}
      lines={entry}
      busy={issuing.isPending}
      error={issuing.error ?? next.error}
      onIssue={issue}
      onClose={onClose}
    />
  );
}
