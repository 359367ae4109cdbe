import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Business, Party } from "../../bindings";
import { Problem } from "../../components/Problem";
import { tell } from "../../lib/lastAct";
import { useMay } from "../../lib/session";
import { sideOf } from "./business";
import { useUndoMerge } from "./merging/queries";

/** Where a merged party went, or which ones went into this one; each merge can be undone. */
export function Merged({ business, party }: { business: Business; party: Party }) {
  const { home } = sideOf[business];
  const { t } = useTranslation();
  const goTo = useNavigate();
  const keeps = useMay()("keep");
  const undoing = useUndoMerge();
  const undo = (seq: number) =>
    undoing.mutate(seq, {
      onSuccess: (back) => tell({ text: t("contacts.undone", { name: back.fields.name }) }),
    });
  const undoButton = (seq: number) =>
    keeps && (
      <Button size="small" type="text" loading={undoing.isPending} onClick={() => undo(seq)}>
        {t("contacts.undoMerge")}
      </Button>
    );
  const into = party.merged_into;
  return (
    <>
      {into && (
        <Problem
          actions={
            <>
              <Button size="small" type="primary" onClick={() => goTo(`${home}/${into.id}`)}>
                {t("contacts.goThere", { name: into.name })}
              </Button>
              {undoButton(into.seq)}
            </>
          }
        >
          {t("contacts.mergedInto", { name: into.name, date: into.date })}
        </Problem>
      )}
      {party.merged.length > 0 && (
        <div className="row second">
          {t("contacts.mergedHere")}:
          {party.merged.map((gone) => (
            <span key={gone.seq} className="row">
              {gone.name} <span className="num third">{gone.code}</span> {undoButton(gone.seq)}
            </span>
          ))}
        </div>
      )}
      {undoing.error ? <Problem error={undoing.error} /> : null}
    </>
  );
}
