import { Select } from "antd";
import { useTranslation } from "react-i18next";
import type { ClassKind, PriceScope } from "../../bindings";
import { Labelled } from "../../components/fields";
import { PartyPicker } from "../../components/Picker";
import { findCustomers, useParty } from "../../lib/parties";
import { useSegments } from "../../lib/segments";
import { useSegmentChoices } from "./queries";

const KINDS = ["all", "party", "tag", "segment", "power", "abc"] as const;
type Kind = (typeof KINDS)[number];

const kindOf = (scope: PriceScope): Kind => (scope.of === "class" ? scope.class.class : scope.of);

/** Whose a price list is: of everybody, of one customer, or of a class. */
export function ScopeField({
  scope,
  onChange,
}: {
  scope: PriceScope;
  onChange: (scope: PriceScope) => void;
}) {
  const { t, i18n } = useTranslation();
  const kind = kindOf(scope);
  const { data: choices } = useSegmentChoices();
  const segments = useSegments();
  const party = useParty(scope.of === "party" && scope.party_id > 0 ? scope.party_id : null).data;
  const begin = (next: Kind): PriceScope => {
    if (next === "all") return { of: "all" };
    return next === "party"
      ? { of: "party", party_id: 0 }
      : { of: "class", class: { class: next, value: "" } };
  };
  const wordsOf = (of: ClassKind) =>
    of === "segment"
      ? segments.map((segment) => ({ value: String(segment.id), label: segment.name }))
      : (choices?.choices.find(({ field }) => field === of)?.words ?? []).map((word) => ({
          value: word.value,
          label: i18n.language === "en" ? word.name_en : word.name_zh,
        }));
  return (
    <Labelled id="price-list-scope" label={t("classes.prices.scope")}>
      <div className="row">
        <Select<Kind>
          id="price-list-scope"
          style={{ minWidth: 110 }}
          value={kind}
          onChange={(next) => onChange(begin(next))}
          options={KINDS.map((each) => ({ value: each, label: t(`classes.prices.scopes.${each}`) }))}
        />
        {scope.of === "party" && (
          <PartyPicker
            value={party ? { id: party.id, name: party.fields.name, detail: party.fields.code } : null}
            onChange={(choice) => onChange({ of: "party", party_id: choice?.id ?? 0 })}
            find={findCustomers}
          />
        )}
        {scope.of === "class" && (
          <Select
            style={{ minWidth: 160 }}
            aria-label={t("classes.prices.which")}
            placeholder={t("classes.prices.which")}
            showSearch={{ optionFilterProp: "label" }}
            value={scope.class.value || undefined}
            onChange={(value: string) => onChange({ of: "class", class: { ...scope.class, value } })}
            options={wordsOf(scope.class.class)}
          />
        )}
      </div>
    </Labelled>
  );
}
