import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Segment, SegmentKind } from "../../bindings";
import { nameIn } from "../../lib/bilingual";
import { useIndustries } from "./queries";

const KINDS: SegmentKind[] = ["tag", "industry", "region"];

type Props = { busy: boolean; onChosen: (segment: Segment) => void; onLeave: () => void };

/** Names the customers that get loss rates of their own. */
export function NewSegment({ busy, onChosen, onLeave }: Props) {
  const { t, i18n } = useTranslation();
  const { data: industries = [] } = useIndustries();
  const [by, setBy] = useState<SegmentKind>("tag");
  const [value, setValue] = useState("");
  const choose = (kind: SegmentKind) => {
    setBy(kind);
    setValue("");
  };
  return (
    <div className="row">
      <Select
        aria-label={t("allowance.segmentBy")}
        value={by}
        onChange={choose}
        options={KINDS.map((kind) => ({ value: kind, label: t(`allowance.segmentKinds.${kind}`) }))}
      />
      <div style={{ width: 220 }}>
        {by === "industry" ? (
          <Select
            style={{ width: "100%" }}
            showSearch={{ optionFilterProp: "label" }}
            aria-label={t("allowance.segment")}
            value={value || undefined}
            onChange={setValue}
            options={industries.map((each) => ({
              value: each.code,
              label: `${each.code} ${nameIn(i18n.language, each)}`,
            }))}
          />
        ) : (
          <Input
            autoFocus
            aria-label={t("allowance.segment")}
            placeholder={t(by === "tag" ? "allowance.tagHint" : "allowance.regionHint")}
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        )}
      </div>
      <Button
        type="primary"
        loading={busy}
        disabled={value.trim() === ""}
        onClick={() => onChosen({ by, value })}
      >
        {t("allowance.addSegment")}
      </Button>
      <Button onClick={onLeave}>{t("progress.cancel")}</Button>
    </div>
  );
}
