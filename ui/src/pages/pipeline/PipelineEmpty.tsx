import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { EmptyState } from "../../components/EmptyState";
import { useMay } from "../../lib/session";

/** What stands where no opportunity does: a way out of the filter, or a beginning. */
export function PipelineEmpty({ filtered, onAll }: { filtered: boolean; onAll: () => void }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const sells = useMay()("sell");
  if (filtered)
    return (
      <EmptyState
        title={t("pipeline.noneTitle")}
        body={t("pipeline.noneBody")}
        actions={<Button onClick={onAll}>{t("pipeline.all")}</Button>}
      />
    );
  return (
    <EmptyState
      title={t("pipeline.emptyTitle")}
      body={t("pipeline.emptyBody")}
      actions={
        sells && (
          <>
            <Button type="primary" onClick={() => goTo("/pipeline/new")}>
              {t("pipeline.new")}
            </Button>
            <Button onClick={() => goTo("/leads")}>{t("pipeline.fromLead")}</Button>
          </>
        )
      }
    />
  );
}
