import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useSegments } from "../lib/segments";

type Props = { value: string; onChange: (segment: string) => void };

/** Confines a list or a report to the customers of a saved segment; nothing where none is saved. */
export function SegmentPicker({ value, onChange }: Props) {
  const { t } = useTranslation();
  const segments = useSegments();
  if (segments.length === 0) return null;
  return (
    <Select
      size="small"
      style={{ width: 132 }}
      aria-label={t("classes.segment")}
      placeholder={t("classes.segment")}
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
      value={value || undefined}
      onChange={(chosen?: string) => onChange(chosen ?? "")}
      options={segments.map((each) => ({ value: String(each.id), label: each.name }))}
    />
  );
}
