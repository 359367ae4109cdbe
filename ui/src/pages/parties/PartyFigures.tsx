import { useTranslation } from "react-i18next";
import type { Business, Money } from "../../bindings";
import { MoneyText } from "../../components/MoneyText";
import { isZero } from "../../lib/money";
import { sideOf } from "./business";

type Props = { business: Business; party: { balance: Money; overdue: Money; advance: Money } };

/** What is owed, how much of it is late, and what was paid ahead. */
export function PartyFigures({ business, party }: Props) {
  const { words } = sideOf[business];
  const { balance, overdue, advance } = party;
  const { t } = useTranslation();
  return (
    <dl className="figures" style={{ margin: "0 -14px" }}>
      <div>
        <dt>{t(`${words}.receivable`)}</dt>
        <dd>
          <MoneyText value={balance} />
        </dd>
      </div>
      <div>
        <dt>{t("customers.overdueAmount")}</dt>
        <dd>
          <MoneyText value={overdue} tone={isZero(overdue.amount) ? undefined : "red"} />
        </dd>
      </div>
      <div>
        <dt>{t(`${words}.advance`)}</dt>
        <dd>
          <MoneyText value={advance} />
        </dd>
      </div>
    </dl>
  );
}
