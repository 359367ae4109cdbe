import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CreditCard } from "../../../bindings";
import { useMay } from "../../../lib/session";
import { OverrideDialog } from "./OverrideDialog";

/** The grade that somebody gave, with reason and end; and giving one. */
export function Overruled({ card }: { card: CreditCard }) {
  const { t } = useTranslation();
  const grants = useMay()("grant_credit");
  const [open, setOpen] = useState<"give" | "end" | null>(null);
  const given = card.overruled;
  return (
    <section className="panel credit-side">
      <div className="row">
        <b className="grow">{t("credit.override.title")}</b>
        {!given && <span className="second">{t("credit.override.none")}</span>}
      </div>
      {given && (
        <>
          <p>
            {t("credit.override.inForce", { grade: given.grade, day: given.until, reason: given.reason })}
          </p>
          <p className="second">
            {t("credit.override.by", { requested: given.requested_by, approved: given.approved_by })}
          </p>
          {given.alone && <p className="amber">{t("credit.override.alone")}</p>}
        </>
      )}
      {grants && (
        <div className="row">
          <Button size="small" onClick={() => setOpen("give")}>
            {t("credit.override.give")}
          </Button>
          {given && (
            <Button size="small" onClick={() => setOpen("end")}>
              {t("credit.override.end")}
            </Button>
          )}
        </div>
      )}
      {open && <OverrideDialog card={card} ends={open === "end"} onClose={() => setOpen(null)} />}
    </section>
  );
}
