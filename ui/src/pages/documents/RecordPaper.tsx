import { useState } from "react";
import type { Document, Language } from "../../bindings";
import { Paper } from "../../components/Paper";
import { usePaper } from "./queries";
import { PaperLanguage } from "./SidePanel";

/** An issued document as it is printed, in its own language or the other one. */
export function RecordPaper({ document }: { document: Document }) {
  const [language, setLanguage] = useState<Language | null>(null);
  const { data, error } = usePaper(document.id, language, true);
  const own: Language = document.language === "en" ? "en" : "zh-CN";
  return (
    <section className="panel paper">
      <Paper printed={data} error={error} final>
        <PaperLanguage value={language ?? own} onChange={setLanguage} />
      </Paper>
    </section>
  );
}
