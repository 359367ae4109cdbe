import { Button, Input, Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Business } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { PartyPicker } from "../../components/Picker";
import { Problem } from "../../components/Problem";
import { pickScan, useAttach } from "../../lib/attachments";
import { finderOf, useParty } from "../../lib/parties";
import { type AdjustAct, type Adjustment, reasonsOf } from "./adjusting";

type Props = {
  business: Business;
  act: AdjustAct;
  adjustment: Adjustment;
  write: (change: Partial<Adjustment>) => void;
};

/** Day, the other party and the agreement; or why a debt is given up, and what proves it. */
export function AdjustmentFields({ business, act, adjustment, write }: Props) {
  const { t } = useTranslation();
  return (
    <div className="cash-fields">
      <div>
        <span className="caption">{t("documents.date")}</span>
        <DateInput
          label={t("documents.date")}
          value={adjustment.date}
          onChange={(date) => date && write({ date })}
        />
      </div>
      {act === "write-off" ? (
        <Reason business={business} adjustment={adjustment} write={write} />
      ) : (
        <Agreement business={business} act={act} adjustment={adjustment} write={write} />
      )}
      <div className="wide">
        <span className="caption">{t("cash.notes")}</span>
        <Input
          aria-label={t("cash.notes")}
          value={adjustment.notes}
          onChange={(event) => write({ notes: event.target.value })}
        />
      </div>
    </div>
  );
}

function Agreement({ business, act, adjustment, write }: Props) {
  const { t } = useTranslation();
  const { data: other } = useParty(adjustment.other);
  const side = act === "set-off" ? "supplier" : business;
  const find = useMemo(() => finderOf(side), [side]);
  return (
    <>
      <div className="wide">
        <span className="caption">{t(act === "set-off" ? "adjust.against" : "adjust.to")}</span>
        <PartyPicker
          hint={act === "set-off" ? t("adjust.sameParty") : undefined}
          value={other ? { id: other.id, name: other.fields.name, detail: other.fields.code } : null}
          onChange={(choice) => write({ other: choice?.id ?? null, against: {} })}
          find={find}
        />
      </div>
      <div>
        <span className="caption">{t("adjust.agreement")}</span>
        <Input
          aria-label={t("adjust.agreement")}
          value={adjustment.agreement}
          onChange={(event) => write({ agreement: event.target.value })}
        />
      </div>
    </>
  );
}

function Reason({ business, adjustment, write }: Omit<Props, "act">) {
  const { t } = useTranslation();
  const attaching = useAttach();
  const [failure, setFailure] = useState<unknown>(null);
  const attach = async () => {
    setFailure(null);
    try {
      const path = await pickScan();
      if (!path) return;
      const { id, file_name } = await attaching.mutateAsync(path);
      write({ evidence: [...adjustment.evidence, { id, name: file_name }] });
    } catch (thrown) {
      setFailure(thrown);
    }
  };
  return (
    <>
      <div className="wide">
        <span className="caption">{t("adjust.reason")}</span>
        <Select
          aria-label={t("adjust.reason")}
          autoFocus
          showSearch={{ optionFilterProp: "label" }}
          value={adjustment.reason ?? undefined}
          onChange={(reason) => write({ reason })}
          options={reasonsOf[business].map((value) => ({ value, label: t(`adjust.reasons.${value}`) }))}
        />
      </div>
      <div>
        <span className="caption">{t("adjust.evidence")}</span>
        <Button loading={attaching.isPending} onClick={attach}>
          {t("adjust.attach")}
        </Button>
      </div>
      {adjustment.evidence.map(({ id, name }) => (
        <div key={id} className="wide">
          <span className="chip">
            <b>{name}</b>
            <button
              type="button"
              className="plain"
              aria-label={`${t("parties.remove")} ${name}`}
              onClick={() => write({ evidence: adjustment.evidence.filter((each) => each.id !== id) })}
            >
              {"×"}
            </button>
          </span>
        </div>
      ))}
      {failure !== null && (
        <div className="wide">
          <Problem error={failure} />
        </div>
      )}
    </>
  );
}
