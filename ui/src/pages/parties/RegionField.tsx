import { Cascader } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { readRegions } from "./queries";

type Option = { value: string; label: string; isLeaf: boolean; children?: Option[] };

/** A county has six digits and nothing below it. */
const COUNTY_DIGITS = 6;

const optionsOf = (regions: { code: string; name: string }[]): Option[] =>
  regions.map(({ code, name }) => ({ value: code, label: name, isLeaf: code.length >= COUNTY_DIGITS }));

type Props = { id: string; value: string | null; onChange: (code: string | null) => void };

/** Province, city and county, read level by level; any level may be the answer. */
export function RegionField({ id, value, onChange }: Props) {
  const { t } = useTranslation();
  const [options, setOptions] = useState<Option[]>([]);
  const path =
    value === null || !/^\d+$/.test(value)
      ? []
      : [2, 4, 6].filter((n) => n <= value.length).map((n) => value.slice(0, n));
  const start = path.slice(0, -1).join(" ");
  useEffect(() => {
    let left = false;
    const load = async () => {
      const top = optionsOf(await readRegions(null));
      let level = top;
      for (const code of start === "" ? [] : start.split(" ")) {
        const parent = level.find((option) => option.value === code);
        if (!parent) break;
        parent.children = optionsOf(await readRegions(code));
        level = parent.children;
      }
      if (!left) setOptions(top);
    };
    load().catch(() => {});
    return () => {
      left = true;
    };
  }, [start]);
  const deeper = async (chosen: Option[]) => {
    const parent = chosen.at(-1);
    if (!parent || parent.children) return;
    parent.children = optionsOf(await readRegions(parent.value));
    setOptions((now) => [...now]);
  };
  return (
    <Cascader<Option>
      id={id}
      changeOnSelect
      allowClear
      placeholder={t("parties.none")}
      value={path}
      options={options}
      loadData={(chosen) => void deeper(chosen)}
      onChange={(codes) => onChange(codes?.at(-1) ?? null)}
    />
  );
}
