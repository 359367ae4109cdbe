import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { DocumentFields, HoldReason } from "../../bindings";
import { CreditLevel, LimitBar } from "../../components/CreditGrade";
import { Problem } from "../../components/Problem";
import { homeOfParty } from "../../lib/homes";
import { formatAmount } from "../../lib/money";
import { useCreditCheck } from "./queries";

type Props = { fields: DocumentFields; ready: boolean };

/** What credit control will say of the document, with its arithmetic; nothing where all is clear or no limit is agreed. */
export function CreditNotice({ fields, ready }: Props) {
  const { t } = useTranslation();
  const preview = useCreditCheck(fields, ready).data;
  const hold = ready ? preview?.hold : null;
  if (!preview || !hold || hold.level === "ok") return null;
  const stops = hold.level === "hard" || hold.level === "soft";
  const amount = (money: { amount: string }) => formatAmount(money.amount);
  return (
    <Problem tone={stops && preview.enforced ? "error" : undefined}>
      <span className="row">
        <CreditLevel level={hold.level} />
        <span className="num">
          {t("credit.notice.sum", {
            exposure: amount(hold.exposure),
            adds: amount(hold.adds),
            after: amount(hold.after),
            limit: amount(hold.limit),
          })}
        </span>
        {hold.used_percent && (
          <span style={{ width: 110 }}>
            <LimitBar percent={hold.used_percent} level={hold.level} />
          </span>
        )}
        <span className="second">{hold.reasons.map((reason) => sentence(t, reason)).join(" ")}</span>
        {hold.level === "soft" && (
          <span className="second">
            {preview.release
              ? t("credit.notice.released", { day: preview.release.until })
              : t("credit.notice.release", { amount: amount(preview.amount) })}
          </span>
        )}
        <Link to={`${homeOfParty("customer", preview.party_id)}?tab=credit`}>{t("credit.tab")}</Link>
      </span>
    </Problem>
  );
}

function sentence(t: ReturnType<typeof useTranslation>["t"], reason: HoldReason): string {
  switch (reason.kind) {
    case "overdue":
      return t("credit.notice.overdue", { days: reason.days, allowed: reason.allowed });
    case "exposure":
      return t("credit.notice.exposure", { percent: reason.percent });
    case "not_prepaid":
      return t("credit.notice.notPrepaid");
    default:
      return t("credit.notice.noLimit");
  }
}
