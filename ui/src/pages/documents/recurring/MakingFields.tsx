import { Select } from "antd";
import { useTranslation } from "react-i18next";
import type { CreditRule } from "../../../bindings";
import type { Template } from "./template";

const CREDITS: CreditRule[] = ["none", "advances", "credit_notes", "both"];

type Props = {
  kind: "invoice" | "bill";
  template: Template;
  write: (change: Partial<Template>) => void;
  /** Whether the user may let it settle by itself. */
  settles: boolean;
};

/** How the documents of a template are made: as drafts or issued, and what settles them at once. */
export function MakingFields({ kind, template, write, settles }: Props) {
  const { t } = useTranslation();
  const business = kind === "invoice" ? "customer" : "supplier";
  return (
    <>
      <span className="caption">{t("recurring.delivery")}</span>
      <Select
        aria-label={t("recurring.delivery")}
        value={template.delivery}
        onChange={(delivery) => write({ delivery })}
        options={[
          { value: "draft" as const, label: t("recurring.deliveryHow.draft") },
          { value: "issue" as const, label: t(`recurring.deliveryHow.issue.${kind}`) },
        ]}
      />
      <span className="caption">{t("recurring.credits")}</span>
      <Select
        popupMatchSelectWidth={false}
        aria-label={t("recurring.credits")}
        value={template.credits}
        // Where it may be chosen, the page still decides whether anything may be changed.
        disabled={settles ? undefined : true}
        onChange={(credits) => write({ credits })}
        options={CREDITS.map((value) => ({ value, label: t(`recurring.creditsWhat.${business}.${value}`) }))}
      />
    </>
  );
}
