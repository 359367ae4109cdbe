import { useTranslation } from "react-i18next";

export type Status =
  | {
      kind:
        | "draft"
        | "issued"
        | "open"
        | "late"
        | "void"
        | "going"
        | "valid"
        | "expired"
        | "accepted"
        | "declined"
        | "superseded"
        | "completed"
        | "closed"
        | "settled"
        | "applied"
        | "unapplied"
        | "archived"
        | "customer"
        | "supplier";
    }
  | { kind: "overdue" | "dueIn"; days: number };

const tones = {
  draft: "amber",
  issued: "accent",
  open: "accent",
  late: "red",
  void: "",
  going: "accent",
  valid: "accent",
  expired: "amber",
  accepted: "green",
  declined: "",
  superseded: "",
  completed: "green",
  closed: "",
  settled: "green",
  applied: "green",
  unapplied: "amber",
  archived: "",
  customer: "",
  supplier: "",
  overdue: "red",
  dueIn: "",
} as const;

/** The state of a document, item or party. */
export function StatusPill({ status }: { status: Status }) {
  const { t } = useTranslation();
  const text =
    status.kind === "overdue" || status.kind === "dueIn"
      ? t(`state.${status.kind}`, { count: status.days })
      : t(`state.${status.kind}`);
  return <span className={`pill ${tones[status.kind]}`}>{text}</span>;
}
