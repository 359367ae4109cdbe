import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { PartyFields } from "../../bindings";
import { nameIn } from "../../lib/bilingual";
import { usePriceListNames, useTerms, useTypedProposal } from "./queries";

type Props = { fields: PartyFields; write: (change: Partial<PartyFields>) => void };

/** What the classes of a customer that is being entered propose, each with its class. One press takes over what was not
 * chosen yet; what is left alone counts by itself while the customer is of its class. */
export function ClassProposalNote({ fields, write }: Props) {
  const { t, i18n } = useTranslation();
  const proposal = useTypedProposal(fields).data;
  const { data: allTerms = [] } = useTerms();
  const lists = usePriceListNames(Boolean(proposal?.price_list));
  if (!proposal) return null;
  const { terms, price_list, discount_percent, visit_days, service_plan } = proposal;
  const from = (of: { name_zh: string; name_en: string }) =>
    t("classes.defaults.from", { name: nameIn(i18n.language, of) });
  const named = allTerms.find((each) => each.code === terms?.value);
  const said = [
    terms && named && `${t("customers.terms")} ${nameIn(i18n.language, named)} · ${from(terms)}`,
    price_list &&
      `${t("classes.defaults.priceList")} ${lists.get(price_list.value) ?? price_list.value} · ${from(price_list)}`,
    discount_percent &&
      `${t("classes.defaults.discount")} ${discount_percent.value}% · ${from(discount_percent)}`,
    visit_days && `${t("classes.defaults.visit")} ${visit_days.value} · ${from(visit_days)}`,
    service_plan && `${t("classes.defaults.plan")} ${service_plan.value} · ${from(service_plan)}`,
  ].filter((each): each is string => Boolean(each));
  if (said.length === 0) return null;
  const taken: Partial<PartyFields> = {
    ...(terms && named && !fields.terms ? { terms: terms.value } : {}),
    ...(price_list && !fields.price_list ? { price_list: price_list.value } : {}),
    ...(discount_percent && !fields.discount_percent ? { discount_percent: discount_percent.value } : {}),
    ...(visit_days && !fields.visit_days ? { visit_days: visit_days.value } : {}),
  };
  return (
    <div className="row second class-proposal" role="status" aria-label={t("classes.defaults.proposed")}>
      <b>{t("classes.defaults.proposed")}</b>
      {said.map((each) => (
        <span key={each}>{each}</span>
      ))}
      {Object.keys(taken).length > 0 && (
        <Button size="small" onClick={() => write(taken)}>
          {t("classes.defaults.take")}
        </Button>
      )}
    </div>
  );
}
