import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PaperTemplate, TemplatedKind } from "../../bindings";
import { type Choice, PartyPicker } from "../../components/Picker";
import { Problem } from "../../components/Problem";
import { findParties } from "../../lib/parties";
import { KINDS } from "./paperKinds";
import { useAssignTemplate, useTemplateUses } from "./queries";

type Props = { template: PaperTemplate; disabled: boolean };

/** Which papers are printed with a template: a kind for everybody, or for one customer or supplier. */
export function PaperUses({ template, disabled }: Props) {
  const { t } = useTranslation();
  const uses = useTemplateUses().data ?? [];
  const assigning = useAssignTemplate();
  const [kind, setKind] = useState<TemplatedKind>("invoice");
  const [party, setParty] = useState<Choice | null>(null);
  const own = uses.filter((use) => use.template_id === template.id);
  return (
    <section className="panel form-page papers-uses" aria-label={t("papers.uses")}>
      <h2>{t("papers.uses")}</h2>
      {assigning.error && <Problem error={assigning.error} />}
      {own.length === 0 && <p className="second">{t("papers.unused")}</p>}
      <ul>
        {own.map((use) => (
          <li key={`${use.kind} ${use.party_id}`} className="row">
            {t("papers.usedFor", {
              kind: t(`papers.kinds.${use.kind}`),
              party: use.party_name || t("papers.everybody"),
            })}
            <Button
              type="text"
              size="small"
              disabled={disabled}
              onClick={() => assigning.mutate({ kind: use.kind, party_id: use.party_id, template_id: null })}
            >
              {t("settings.remove")}
            </Button>
          </li>
        ))}
      </ul>
      <div className="row">
        <Select<TemplatedKind>
          id="use-kind"
          aria-label={t("papers.useKind")}
          className="papers-kind"
          value={kind}
          disabled={disabled}
          options={KINDS.map((value) => ({ value, label: t(`papers.kinds.${value}`) }))}
          onChange={setKind}
        />
        <div className="papers-party">
          <PartyPicker value={party} onChange={setParty} find={findParties} hint={t("papers.everybody")} />
        </div>
        <Button
          id="use-assign"
          disabled={disabled}
          loading={assigning.isPending}
          onClick={() => assigning.mutate({ kind, party_id: party?.id ?? null, template_id: template.id })}
        >
          {t("papers.assign")}
        </Button>
      </div>
    </section>
  );
}
