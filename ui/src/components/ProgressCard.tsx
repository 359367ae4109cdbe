import { Button, Progress } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Progress as Step } from "../bindings";

/** Work that takes longer than a moment: what is being done, how far, and a way to stop it. */
export function ProgressCard({
  title,
  step,
  onCancel,
}: {
  title: string;
  step: Step | null;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const [cancelling, setCancelling] = useState(false);
  const percent = step?.total ? Math.floor((100 * step.done) / step.total) : 0;
  return (
    <section className="panel row" style={{ padding: "8px 12px" }} aria-label={title}>
      <div className="grow">
        <div>{title}</div>
        <Progress percent={percent} size="small" status="active" />
        <small className="second">{step?.step}</small>
      </div>
      <Button
        disabled={cancelling}
        onClick={() => {
          setCancelling(true);
          onCancel();
        }}
      >
        {cancelling ? t("progress.cancelling") : t("progress.cancel")}
      </Button>
    </section>
  );
}
