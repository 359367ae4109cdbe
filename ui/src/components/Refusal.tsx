import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { DocumentFields } from "../bindings";
import { useKeepForApproval } from "../lib/approval";
import { DoorError } from "../lib/door";
import { tell } from "../lib/lastAct";
import { Problem } from "./Problem";

type Props = { error: unknown; fields: DocumentFields; onKept: () => void };

/** Why a document was not recorded; one that another user approves first can be kept as a draft for that. */
export function Refusal({ error, fields, onKept }: Props) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const keeping = useKeepForApproval();
  const keep = () =>
    keeping.mutate(fields, {
      onSuccess: () => {
        onKept();
        tell({ text: t("documents.waiting.kept") });
        goTo("/vouchers/documents");
      },
    });
  const waits = DoorError.from(error).code === "approval_missing";
  return (
    <Problem
      error={keeping.error ?? error}
      actions={
        waits && (
          <Button size="small" loading={keeping.isPending} onClick={keep}>
            {t("documents.waiting.keep")}
          </Button>
        )
      }
    />
  );
}
