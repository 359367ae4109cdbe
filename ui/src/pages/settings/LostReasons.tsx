import { PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LostReason, SaveLostReason } from "../../bindings";
import { Problem } from "../../components/Problem";
import { tell } from "../../lib/lastAct";
import { useLostReasons, useNameIn } from "../../lib/pipeline";
import { useSaveLostReason } from "./queries";

const EMPTY: SaveLostReason = { name_zh: "", name_en: "", decided: true, archived: false };

/** Why opportunities are lost; a reason is never deleted, since what was lost for it names it. */
export function LostReasons({ administers }: { administers: boolean }) {
  const { t } = useTranslation();
  const reasons = useLostReasons();
  const [adding, setAdding] = useState(false);
  return (
    <section className="panel pipeline-settings">
      <h2 className="section">{t("pipelineSettings.reasons")}</h2>
      <p className="second">{t("pipelineSettings.reasonsBody")}</p>
      {reasons.error && <Problem error={reasons.error} />}
      {(reasons.data ?? []).map((reason) => (
        <ReasonRow key={JSON.stringify(reason)} reason={reason} administers={administers} />
      ))}
      {adding && <ReasonRow administers={administers} onDone={() => setAdding(false)} />}
      {administers && !adding && (
        <Button size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {t("pipelineSettings.addReason")}
        </Button>
      )}
    </section>
  );
}

type RowProps = { reason?: LostReason; administers: boolean; onDone?: () => void };

function ReasonRow({ reason, administers, onDone }: RowProps) {
  const { t } = useTranslation();
  const nameIn = useNameIn();
  const saving = useSaveLostReason();
  const [fields, setFields] = useState<SaveLostReason>(reason ?? EMPTY);
  const changed = JSON.stringify(fields) !== JSON.stringify(reason ?? EMPTY);
  const write = (change: Partial<SaveLostReason>) => setFields({ ...fields, ...change });
  const save = () =>
    saving.mutate(fields, {
      onSuccess: (saved) => {
        tell({ text: t("pipelineSettings.savedReason", { name: nameIn(saved) }) });
        onDone?.();
      },
    });
  return (
    <>
      {saving.error && <Problem error={saving.error} />}
      <div className="row lost-reason">
        <Input
          aria-label={t("pipelineSettings.nameZh")}
          placeholder={t("pipelineSettings.nameZh")}
          autoFocus={!reason}
          value={fields.name_zh}
          onChange={(event) => write({ name_zh: event.target.value })}
        />
        <Input
          aria-label={t("pipelineSettings.nameEn")}
          placeholder={t("pipelineSettings.nameEn")}
          value={fields.name_en}
          onChange={(event) => write({ name_en: event.target.value })}
        />
        <Checkbox checked={fields.decided} onChange={(event) => write({ decided: event.target.checked })}>
          {t("pipelineSettings.decided")}
        </Checkbox>
        <Checkbox
          checked={fields.archived ?? false}
          onChange={(event) => write({ archived: event.target.checked })}
        >
          {t("pipelineSettings.archived")}
        </Checkbox>
        {administers && (
          <Button size="small" disabled={!changed} loading={saving.isPending} onClick={save}>
            {t("settings.save")}
          </Button>
        )}
      </div>
    </>
  );
}
