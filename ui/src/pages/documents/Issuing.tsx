import type { DraftVersion, Money, PreviewLine } from "../../bindings";
import { IssueConfirm } from "../../components/IssueConfirm";
import { Problem } from "../../components/Problem";
import { useIssued } from "./issued";
import { actOf, type TradeKind } from "./kinds";
import { useIssueDraft, useNextNumber } from "./queries";

type Props = {
  kind: TradeKind;
  date: string | undefined;
  draft: DraftVersion;
  total: Money | undefined;
  entry: PreviewLine[];
  onIssued: () => void;
  onClose: () => void;
};

/** Issues a saved draft after a look at its number, total and entry. */
export function Issuing({ kind, date, draft, total, entry, onIssued, onClose }: Props) {
  const next = useNextNumber(kind, date);
  const issuing = useIssueDraft();
  const arrive = useIssued();
  const refused = issuing.error ?? next.error;
  const issue = () =>
    issuing.mutate(draft, {
      onSuccess: (issued) => {
        onIssued();
        arrive(issued);
      },
    });
  return (
    <IssueConfirm
      act={actOf(kind)}
      number={next.data ?? ""}
      total={total}
      lines={entry}
      busy={issuing.isPending || issuing.isSuccess}
      problem={refused && <Problem error={refused} />}
      onConfirm={issue}
      onClose={onClose}
    />
  );
}
