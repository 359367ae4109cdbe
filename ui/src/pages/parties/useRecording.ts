import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { DocumentFields, Issued } from "../../bindings";
import { useIssue, useVoid } from "../../lib/documents";
import { DoorError } from "../../lib/door";
import { homeOf } from "../../lib/homes";
import { sentenceOf } from "../../lib/i18n";
import { tell } from "../../lib/lastAct";
import { formatAmount } from "../../lib/money";

/** Records a document that has no draft, says so with its number, and offers to take it back or open it. */
export function useRecording(onDone: () => void) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const issuing = useIssue();
  const voiding = useVoid();
  const undo = ({ id, number }: Issued) =>
    voiding
      .mutateAsync({ id, reason: t("documents.acts.record.undone") })
      .then(() => tell({ text: t("documents.voided", { number }) }))
      .catch((thrown) => tell({ text: sentenceOf(DoorError.from(thrown)) }));
  const record = (fields: DocumentFields) =>
    issuing
      .mutateAsync(fields)
      .then((issued) => {
        const { amount, currency } = issued.total;
        const total = `${currency} ${formatAmount(amount)}`;
        tell({
          text: t("documents.acts.record.done", { number: issued.number, total }),
          undo: () => void undo(issued),
          open: () => goTo(homeOf(fields.kind, issued.id)),
        });
        onDone();
      })
      .catch(() => {
        // The refusal stands in the dialog.
      });
  return { record, pending: issuing.isPending, error: issuing.error };
}
