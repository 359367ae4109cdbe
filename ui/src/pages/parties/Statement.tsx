import { Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Language, StatementKind } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { Paper } from "../../components/Paper";
import { useAsOf } from "../../lib/asOf";
import { LANGUAGES } from "../../lib/languages";
import { useStatement } from "./queries";

const KINDS: StatementKind[] = ["open_item", "balance_forward", "activity"];

/** A customer's statement as it is printed, of one of three kinds, up to any day. */
export function Statement({ id, language: own }: { id: number; language: Language }) {
  const { t } = useTranslation();
  const { day } = useAsOf();
  const [kind, setKind] = useState<StatementKind>("open_item");
  const [from, setFrom] = useState("");
  const [asOf, setAsOf] = useState(day);
  const [language, setLanguage] = useState<Language>(own);
  const { data, error } = useStatement({
    party_id: id,
    kind,
    from: from || null,
    as_of: asOf,
    later_receipts: false,
    language,
  });
  return (
    <Paper printed={data} error={error} final>
      <Segmented
        value={kind}
        onChange={setKind}
        options={KINDS.map((value) => ({ value, label: t(`parties.statementKinds.${value}`) }))}
      />
      {kind !== "open_item" && (
        <>
          <span className="caption">{t("parties.from")}</span>
          <div style={{ width: 110 }}>
            <DateInput label={t("parties.from")} value={from} onChange={setFrom} />
          </div>
        </>
      )}
      <span className="caption">{t("parties.asOf")}</span>
      <div style={{ width: 110 }}>
        <DateInput label={t("parties.asOf")} value={asOf} onChange={(chosen) => chosen && setAsOf(chosen)} />
      </div>
      <Select
        aria-label={t("documents.paperLanguage")}
        value={language}
        onChange={setLanguage}
        options={LANGUAGES}
      />
    </Paper>
  );
}
