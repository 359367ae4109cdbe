import { Form, InputNumber, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CashLoan } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { FigureInput } from "../../components/FigureInput";
import { Labelled } from "../../components/fields";
import { MoneyInput } from "../../components/MoneyInput";
import { isNegative, isZero } from "../../lib/money";

export type LoanFields = CashLoan;
type Props = { day: string; currency: string; onClose: () => void; onTake: (loan: LoanFields) => void };

const USUAL = { months: 12, yearly_percent: "3.5" };
const MONTHS_MAX = 480;

/** A loan to try: how much, when, for how long, at what rate. */
export function LoanDialog({ day, currency, onClose, onTake }: Props) {
  const { t } = useTranslation();
  const [loan, setLoan] = useState<LoanFields>({ amount: "", on: day, ...USUAL });
  const write = (change: Partial<LoanFields>) => setLoan((now) => ({ ...now, ...change }));
  const whole = loan.amount !== "" && !isZero(loan.amount) && !isNegative(loan.amount) && loan.on !== "";
  return (
    <Modal
      open
      title={t("forecast.loanTitle")}
      okText={t("forecast.tryLoan")}
      cancelText={t("app.close")}
      onOk={() => whole && onTake(loan)}
      onCancel={onClose}
      width={420}
    >
      <Form layout="vertical">
        <Labelled id="loan-amount" label={t("forecast.amount")}>
          <MoneyInput
            autoFocus
            label={t("forecast.amount")}
            value={loan.amount}
            currency={currency}
            onChange={(amount) => write({ amount })}
          />
        </Labelled>
        <Labelled id="loan-on" label={t("forecast.loanOn")}>
          <DateInput label={t("forecast.loanOn")} value={loan.on} onChange={(on) => write({ on })} />
        </Labelled>
        <Labelled id="loan-months" label={t("forecast.loanMonths")} hint={t("forecast.loanHint")}>
          <InputNumber
            id="loan-months"
            min={1}
            max={MONTHS_MAX}
            precision={0}
            value={loan.months}
            onChange={(months) => write({ months: months ?? 1 })}
          />
        </Labelled>
        <Labelled id="loan-rate" label={t("forecast.loanRate")}>
          <FigureInput
            id="loan-rate"
            label={t("forecast.loanRate")}
            value={loan.yearly_percent}
            onChange={(yearly_percent) => write({ yearly_percent: yearly_percent || "0" })}
          />
        </Labelled>
      </Form>
    </Modal>
  );
}
