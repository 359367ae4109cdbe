import { PlusOutlined } from "@ant-design/icons";
import { Button, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import type { PlanPart } from "../../bindings";
import { Labelled, TextField } from "../../components/fields";

const EMPTY: PlanPart = { percent: null, months: 0, days: 0, name_zh: "", name_en: "" };

type Props = { plan: PlanPart[]; onChange: (plan: PlanPart[]) => void };

/** The instalments of terms: a share and a time each, the last takes the rest. */
export function PlanFields({ plan, onChange }: Props) {
  const { t } = useTranslation();
  const change = (at: number, fields: Partial<PlanPart>) =>
    onChange(plan.map((each, place) => (place === at ? { ...each, ...fields } : each)));
  const add = () => {
    const [last = EMPTY] = plan.slice(-1);
    if (plan.length === 0)
      onChange([
        { ...EMPTY, percent: "30" },
        { ...EMPTY, days: 30 },
      ]);
    else onChange([...plan.slice(0, -1), { ...last, percent: "10" }, { ...EMPTY, months: last.months + 1 }]);
  };
  const drop = () => {
    const kept = plan.slice(0, -1);
    onChange(
      kept.length < 2 ? [] : [...kept.slice(0, -1), { ...kept[kept.length - 1], percent: null } as PlanPart],
    );
  };
  return (
    <>
      {plan.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an instalment is its place
        <section className="plan-part" key={at}>
          <div className="caption">{t("settings.terms.instalment", { place: at + 1 })}</div>
          <div className="two">
            <TextField
              id={`plan-zh-${at}`}
              label={t("settings.nameZh")}
              value={part.name_zh}
              onChange={(name_zh) => change(at, { name_zh })}
            />
            <TextField
              id={`plan-en-${at}`}
              label={t("settings.nameEn")}
              value={part.name_en}
              onChange={(name_en) => change(at, { name_en })}
            />
          </div>
          <div className="three">
            {at === plan.length - 1 ? (
              <Labelled id={`plan-rest-${at}`} label={t("settings.terms.share")}>
                <span className="second">{t("documents.plan.rest")}</span>
              </Labelled>
            ) : (
              <Labelled id={`plan-percent-${at}`} label={t("settings.terms.share")}>
                <InputNumber
                  id={`plan-percent-${at}`}
                  stringMode
                  min="0"
                  max="99.9999"
                  value={part.percent}
                  onChange={(percent) => change(at, { percent })}
                />
              </Labelled>
            )}
            <Labelled id={`plan-months-${at}`} label={t("settings.terms.months")}>
              <InputNumber
                id={`plan-months-${at}`}
                min={0}
                max={240}
                precision={0}
                value={part.months}
                onChange={(months) => change(at, { months: months ?? 0 })}
              />
            </Labelled>
            <Labelled id={`plan-days-${at}`} label={t("settings.terms.days")}>
              <InputNumber
                id={`plan-days-${at}`}
                min={0}
                max={1000}
                precision={0}
                value={part.days}
                onChange={(days) => change(at, { days: days ?? 0 })}
              />
            </Labelled>
          </div>
        </section>
      ))}
      <div className="row">
        <Button size="small" icon={<PlusOutlined />} onClick={add}>
          {t(plan.length === 0 ? "settings.terms.addPlan" : "settings.terms.addInstalment")}
        </Button>
        {plan.length > 0 && (
          <Button size="small" onClick={drop}>
            {t("settings.terms.dropDiscount")}
          </Button>
        )}
      </div>
    </>
  );
}
