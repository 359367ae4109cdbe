import type { DocumentFields, PreviewLine } from "../../bindings";
import { IssueConfirm } from "../../components/IssueConfirm";
import { Refusal } from "../../components/Refusal";
import { useIssue } from "../../lib/documents";
import { useIssued } from "./issued";
import { useNextNumber } from "./queries";

type Props = {
  fields: DocumentFields;
  date: string | undefined;
  entry: PreviewLine[];
  onRecorded: () => void;
  onClose: () => void;
};

/** Records what was typed, without a draft in between, after a look at its number and entry. */
export function Recording({ fields, date, entry, onRecorded, onClose }: Props) {
  const next = useNextNumber(fields.kind, date);
  const issuing = useIssue();
  const arrive = useIssued();
  const refused = issuing.error ?? next.error;
  const record = () =>
    issuing.mutate(fields, {
      onSuccess: (issued) => {
        onRecorded();
        arrive(issued);
      },
    });
  return (
    <IssueConfirm
      act="record"
      number={next.data ?? ""}
      total={entry[0]?.amount}
      lines={entry}
      busy={issuing.isPending || issuing.isSuccess}
      problem={refused && <Refusal error={refused} fields={fields} onKept={onRecorded} />}
      onConfirm={record}
      onClose={onClose}
    />
  );
}
