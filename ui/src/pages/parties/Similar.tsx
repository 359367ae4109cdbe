import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Business, PartyFields } from "../../bindings";
import { Problem } from "../../components/Problem";
import { useAfter } from "../../lib/after";
import { sideOf } from "./business";
import { useSimilar } from "./merging/queries";

const REST_MS = 400;

type Props = { business: Business; id?: number; fields: PartyFields };

/** Parties of the book that may be the one that is entered, as soon as something of it is known. */
export function Similar({ business, id, fields }: Props) {
  const { t } = useTranslation();
  const rested = useAfter(fields, REST_MS, JSON.stringify);
  const known = rested.name.trim().length > 1 || rested.tax_id !== "";
  const { data: found = [] } = useSimilar({ id, fields: rested }, known);
  if (found.length === 0) return null;
  return (
    <Problem>
      <strong>{t("contacts.similarTitle")}</strong> {t("contacts.similarBody")}
      <ul className="similar">
        {found.slice(0, 5).map((party) => (
          <li key={party.id}>
            <Link to={`${sideOf[business].home}/${party.id}`}>
              {party.name} <span className="second num">{party.code}</span>
            </Link>{" "}
            <span className="second">
              {party.likeness.map((each) => t(`contacts.likeness.${each}`)).join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </Problem>
  );
}
