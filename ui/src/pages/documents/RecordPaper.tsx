import { Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Document, Language } from "../../bindings";
import { Paper } from "../../components/Paper";
import { usePaper } from "./queries";
import { PaperLanguage } from "./SidePanel";

/** An issued document as it is printed, in its own language or the other one. */
export function RecordPaper({ document }: { document: Document }) {
  const [language, setLanguage] = useState<Language | null>(null);
  const { t } = useTranslation();
  const [bare, setBare] = useState(false);
  const { data, error } = usePaper(document.id, language, bare ? "left_out" : "shown", true);
  const own: Language = document.language === "en" ? "en" : "zh-CN";
  return (
    <section className="panel paper">
      <Paper printed={data} error={error} final>
        {document.kind === "delivery" && (
          <Checkbox checked={bare} onChange={(event) => setBare(event.target.checked)}>
            {t("orders.withoutPrices")}
          </Checkbox>
        )}
        <PaperLanguage value={language ?? own} onChange={setLanguage} />
      </Paper>
    </section>
  );
}
