import { useTranslation } from "react-i18next";
import type { Money } from "../../bindings";
import { MoneyText } from "../../components/MoneyText";
import { isZero } from "../../lib/money";

type Props = { receivable: Money; overdue: Money; advance: Money };

/** What a customer owes, how much of it is late, and what they paid ahead. */
export function CustomerFigures({ receivable, overdue, advance }: Props) {
  const { t } = useTranslation();
  return (
    <dl className="figures" style={{ margin: "0 -14px" }}>
      <div>
        <dt>{t("customers.receivable")}</dt>
        <dd>
          <MoneyText value={receivable} />
        </dd>
      </div>
      <div>
        <dt>{t("customers.overdueAmount")}</dt>
        <dd>
          <MoneyText value={overdue} tone={isZero(overdue.amount) ? undefined : "red"} />
        </dd>
      </div>
      <div>
        <dt>{t("customers.advance")}</dt>
        <dd>
          <MoneyText value={advance} />
        </dd>
      </div>
    </dl>
  );
}
