import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Contract, ContractState } from "../../bindings";
import { Problem } from "../../components/Problem";
import { tell } from "../../lib/lastAct";
import { useContractState } from "./queries";

/** What may follow a state. */
const NEXT: Record<ContractState, ContractState[]> = {
  draft: ["active", "terminated"],
  active: ["ended", "terminated"],
  ended: ["active"],
  terminated: [],
};

/** Puts a contract into its next state, with a note of why. */
export function StateActs({ contract }: { contract: Contract }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<ContractState | null>(null);
  const [note, setNote] = useState("");
  const changing = useContractState();
  const word = (state: ContractState) => {
    if (state === "draft") return t("contracts.states.draft");
    const renews = state === "active" && contract.state === "ended";
    return t(renews ? "contracts.acts.again" : `contracts.acts.${state}`);
  };
  const go = (state: ContractState) =>
    changing.mutate(
      { id: contract.id, state, note },
      {
        onSuccess: (saved) => {
          setAsked(null);
          setNote("");
          tell({
            text: t("contracts.became", {
              number: saved.fields.number,
              state: t(`contracts.states.${saved.state}`),
            }),
          });
        },
      },
    );
  return (
    <>
      {NEXT[contract.state].map((state) => (
        <Button key={state} onClick={() => setAsked(state)}>
          {word(state)}
        </Button>
      ))}
      {asked && (
        <Modal
          open
          width={420}
          title={`${word(asked)} · ${contract.fields.number}`}
          okText={word(asked)}
          okButtonProps={{ loading: changing.isPending, danger: asked === "terminated" }}
          onOk={() => go(asked)}
          onCancel={() => setAsked(null)}
        >
          <Input
            aria-label={t("contracts.actNote")}
            placeholder={t("contracts.actNote")}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            onPressEnter={() => go(asked)}
          />
          {changing.error ? <Problem error={changing.error} /> : null}
        </Modal>
      )}
    </>
  );
}
