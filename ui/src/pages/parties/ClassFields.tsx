import { useTranslation } from "react-i18next";
import type { PartyFields } from "../../bindings";
import { FigureInput } from "../../components/FigureInput";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { useSession } from "../../lib/session";
import { useUserNames } from "../../lib/users";
import { usePriceListNames } from "./queries";

type Props = { fields: PartyFields; write: (change: Partial<PartyFields>) => void };

/** What a customer is classed by: where it came from, who looks after it, how much it could buy. */
export function ClassFields({ fields, write }: Props) {
  const { t } = useTranslation();
  const currency = useSession().data?.book.currency ?? "";
  const users = useUserNames();
  const owners = users.filter((user) => user.active || user.id === fields.owner);
  const amount = (key: "potential" | "registered_capital") => (
    <Labelled id={`party-${key}`} label={t(`classes.facts.${key}`, { currency })}>
      <FigureInput
        id={`party-${key}`}
        label={t(`classes.facts.${key}`, { currency })}
        value={fields[key] ?? ""}
        onChange={(figure) => write({ [key]: figure === "" ? null : figure })}
      />
    </Labelled>
  );
  return (
    <>
      <TextField
        id="party-source"
        label={t("classes.facts.source")}
        value={fields.source ?? ""}
        onChange={(source) => write({ source: source === "" ? null : source })}
      />
      <ChoiceField
        id="party-owner"
        label={t("classes.facts.owner")}
        otherwise={t("classes.facts.nobody")}
        value={fields.owner ? String(fields.owner) : null}
        onChange={(owner) => write({ owner: owner === null ? null : Number(owner) })}
        options={owners.map((user) => ({
          value: String(user.id),
          label: user.active ? user.name : t("classes.facts.inactive", { name: user.name }),
        }))}
      />
      {amount("potential")}
      {amount("registered_capital")}
      <Labelled id="party-headcount" label={t("classes.facts.headcount")}>
        <FigureInput
          id="party-headcount"
          label={t("classes.facts.headcount")}
          value={fields.headcount == null ? "" : String(fields.headcount)}
          onChange={(figure) => write({ headcount: figure === "" ? null : Math.trunc(Number(figure)) })}
        />
      </Labelled>
      {fields.is_customer && <AgreedFields fields={fields} write={write} />}
    </>
  );
}

/** What was agreed with a customer, before what its classes propose: price list, discount, rhythm of visits. */
function AgreedFields({ fields, write }: Props) {
  const { t } = useTranslation();
  const lists = usePriceListNames(true);
  return (
    <>
      <ChoiceField
        id="party-price_list"
        label={t("classes.facts.price_list")}
        otherwise={t("classes.facts.as_classes")}
        value={fields.price_list ? String(fields.price_list) : null}
        onChange={(list) => write({ price_list: list === null ? null : Number(list) })}
        options={[...lists].map(([id, name]) => ({ value: String(id), label: name }))}
      />
      <Labelled id="party-discount_percent" label={t("classes.facts.discount_percent")}>
        <FigureInput
          id="party-discount_percent"
          label={t("classes.facts.discount_percent")}
          value={fields.discount_percent ?? ""}
          onChange={(figure) => write({ discount_percent: figure === "" ? null : figure })}
        />
      </Labelled>
      <Labelled id="party-visit_days" label={t("classes.facts.visit_days")}>
        <FigureInput
          id="party-visit_days"
          label={t("classes.facts.visit_days")}
          placeholder={t("classes.facts.as_classes")}
          value={fields.visit_days == null ? "" : String(fields.visit_days)}
          onChange={(figure) => write({ visit_days: figure === "" ? null : Math.trunc(Number(figure)) })}
        />
      </Labelled>
    </>
  );
}
