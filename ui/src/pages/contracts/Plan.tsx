import { PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useTranslation } from "react-i18next";
import type { PaymentPart } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { FigureInput } from "../../components/FigureInput";

type Props = { plan: PaymentPart[]; onPlan: (plan: PaymentPart[]) => void };

/** What is to be paid when; the program checks that it adds up to the value. */
export function Plan({ plan, onPlan }: Props) {
  const { t } = useTranslation();
  const write = (at: number, change: Partial<PaymentPart>) =>
    onPlan(plan.map((part, own) => (own === at ? { ...part, ...change } : part)));
  return (
    <section className="rows-editor" aria-label={t("contracts.plan")}>
      <div className="row">
        <h2 className="section grow">{t("contracts.plan")}</h2>
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => onPlan([...plan, { name: "", amount: "0", due_on: null }])}
        >
          {t("contracts.addPart")}
        </Button>
      </div>
      {plan.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: instalments have no identity but their place
        <div key={at} className="contract-part">
          <Input
            aria-label={`${t("contracts.part")} ${at + 1}`}
            placeholder={t("contracts.part")}
            value={part.name}
            onChange={(event) => write(at, { name: event.target.value })}
          />
          <FigureInput
            label={`${t("contracts.partAmount")} ${at + 1}`}
            placeholder={t("contracts.partAmount")}
            value={part.amount === "0" ? "" : part.amount}
            onChange={(amount) => write(at, { amount: amount || "0" })}
          />
          <DateInput
            label={`${t("contracts.partDue")} ${at + 1}`}
            value={part.due_on ?? ""}
            onChange={(day) => write(at, { due_on: day || null })}
          />
          <button
            type="button"
            className="plain third"
            aria-label={t("contracts.removePart", { place: at + 1 })}
            onClick={() => onPlan(plan.filter((_, own) => own !== at))}
          >
            {"×"}
          </button>
        </div>
      ))}
    </section>
  );
}
