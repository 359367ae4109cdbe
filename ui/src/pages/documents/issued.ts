import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Issued } from "../../bindings";
import { useVoid } from "../../lib/documents";
import { homeOf } from "../../lib/homes";
import { tell } from "../../lib/lastAct";
import { formatAmount } from "../../lib/money";
import { actOf } from "./kinds";

/** Goes to a document just issued or recorded and tells its number, with the way back. */
export function useIssued(): (issued: Issued) => void {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const voiding = useVoid();
  return ({ id, kind, number, total }) => {
    const act = actOf(kind);
    const path = homeOf(kind, id);
    const undo = () =>
      voiding
        .mutateAsync({ id, reason: t(`documents.acts.${act}.undone`) })
        .then((voided) => tell({ text: t("documents.voided", { number: voided.number }) }))
        .catch(() => goTo(path));
    tell({
      text: t(`documents.acts.${act}.done`, {
        number,
        total: `${total.currency} ${formatAmount(total.amount)}`,
      }),
      undo: () => void undo(),
      open: () => goTo(path),
    });
    goTo(path, { replace: true });
  };
}
