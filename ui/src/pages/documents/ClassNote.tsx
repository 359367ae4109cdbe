import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Party } from "../../bindings";
import { nameIn } from "../../lib/bilingual";
import type { Editing } from "./editing";
import { useClassProposal, useTerms } from "./queries";

type Props = { party: Party; editing: Editing; write: (change: Partial<Editing>) => void };

/** What the customer's classes propose for a document where nothing was agreed with the customer itself, each with its
 * class; taken over with one press. */
export function ClassNote({ party, editing, write }: Props) {
  const { t, i18n } = useTranslation();
  const { data: proposal } = useClassProposal(party.id);
  const { data: allTerms = [] } = useTerms();
  if (!proposal) return null;
  const english = i18n.language === "en";
  const from = (of: { name_zh: string; name_en: string }) =>
    t("classes.defaults.from", { name: english ? of.name_en : of.name_zh });
  const terms = party.fields.terms ? null : proposal.terms;
  const named = allTerms.find((each) => each.code === terms?.value);
  const takesTerms = Boolean(terms && named && editing.terms !== terms.value);
  const discount = party.fields.discount_percent ? null : proposal.discount_percent;
  const takesDiscount = Boolean(discount && editing.discount_percent !== discount.value);
  const plan = proposal.service_plan;
  if (!terms && !discount && !plan) return null;
  const take = () =>
    write({
      ...(takesTerms && terms ? { terms: terms.value, due_on: null, instalments: null } : {}),
      ...(takesDiscount && discount ? { discount_percent: discount.value } : {}),
    });
  return (
    <div className="row second class-note">
      {terms && named && (
        <span>{`${t("customers.terms")} ${nameIn(i18n.language, named)} · ${from(terms)}`}</span>
      )}
      {discount && <span>{`${t("classes.defaults.discount")} ${discount.value}% · ${from(discount)}`}</span>}
      {plan && <span>{`${plan.value} · ${from(plan)}`}</span>}
      {(takesTerms || takesDiscount) && (
        <Button size="small" onClick={take}>
          {t("classes.defaults.take")}
        </Button>
      )}
    </div>
  );
}
