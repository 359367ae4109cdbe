import { Modal } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Business } from "../../bindings";
import { type Choice, PartyPicker } from "../../components/Picker";
import { Problem } from "../../components/Problem";
import { tell } from "../../lib/lastAct";
import { sideOf } from "./business";
import { finderWithout, useMerge, useUndoMerge } from "./merging/queries";

type Props = {
  business: Business;
  /** The one that goes. */
  gone: { id: number; name: string };
  /** The one that remains, where it is known. */
  into?: Choice;
  onClose: () => void;
};

/** Asks which party remains, says what happens, and merges. */
export function MergeDialog({ business, gone, into, onClose }: Props) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [chosen, setChosen] = useState<Choice | null>(into ?? null);
  const find = useMemo(() => finderWithout(business, gone.id), [business, gone.id]);
  const merging = useMerge();
  const undoing = useUndoMerge();
  const merge = () =>
    chosen &&
    !merging.isPending &&
    merging.mutate(
      { party_id: gone.id, into_id: chosen.id },
      {
        onSuccess: ({ seq, party, moved }) => {
          const name = party.fields.name;
          tell({
            text: t("contacts.mergedDone", { from: gone.name, into: name, count: moved }),
            undo: () => undoing.mutate(seq),
            open: () => goTo(`${sideOf[business].home}/${party.id}`),
          });
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      width={480}
      title={t("contacts.mergeTitle", { name: gone.name })}
      okText={t("contacts.merge")}
      okButtonProps={{ loading: merging.isPending, disabled: !chosen }}
      onOk={merge}
      onCancel={onClose}
    >
      <p className="second">{t("contacts.mergeBody", { name: gone.name })}</p>
      <PartyPicker
        hint={t("contacts.remains")}
        value={chosen}
        onChange={setChosen}
        find={find}
        autoFocus={!into}
      />
      {merging.error ? <Problem error={merging.error} /> : null}
    </Modal>
  );
}
