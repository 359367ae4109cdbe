import { Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DocumentFields, Language, PreviewLine } from "../../bindings";
import { EntryLines } from "../../components/EntryLines";
import { Paper } from "../../components/Paper";
import { useAfter } from "../../lib/after";
import { LANGUAGES } from "../../lib/languages";
import { actOf, isPreInvoice, isTrade } from "./kinds";
import { useDraftPaper } from "./queries";

const PAPER_REST_MS = 500;

type Props = {
  fields: DocumentFields;
  ready: boolean;
  entry: PreviewLine[] | undefined;
  language: Language;
  onLanguage: (language: Language) => void;
};

/** Beside the paper being written: the page as it prints, and the entry it will post. */
export function SidePanel({ fields, ready, entry, language, onLanguage }: Props) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<"paper" | "entry">("paper");
  // What a supplier's paper says is only recorded.
  const prints = actOf(fields.kind) === "issue";
  const rested = useAfter(fields, PAPER_REST_MS, JSON.stringify);
  const paper = useDraftPaper(rested, language, ready && tab === "paper" && prints);
  const drawing = paper.isFetching || JSON.stringify(rested) !== JSON.stringify(fields);
  const posts = !(isTrade(fields.kind) && isPreInvoice(fields.kind));
  const posting = posts && (
    <section className="panel side-box">
      <h2>{t(`documents.acts.${actOf(fields.kind)}.entry`)}</h2>
      {ready && entry ? <EntryLines lines={entry} /> : <p className="second">{t("documents.entryLater")}</p>}
    </section>
  );
  if (!prints) return <aside className="editor-side">{posting}</aside>;
  return (
    <aside className="editor-side" aria-busy={ready && tab === "paper" && drawing}>
      <div className="row">
        {posts && (
          <Segmented
            value={tab}
            onChange={setTab}
            options={[
              { value: "paper", label: t("documents.paper") },
              { value: "entry", label: t("documents.entry") },
            ]}
          />
        )}
        <span className="grow" />
        <PaperLanguage value={language} onChange={onLanguage} />
      </div>
      {tab === "paper" && (
        <Paper
          printed={ready ? paper.data : undefined}
          error={ready ? paper.error : undefined}
          empty={t("documents.paperLater")}
        />
      )}
      {posting}
    </aside>
  );
}

/** The language a paper is printed in. */
export function PaperLanguage(props: { value: Language; onChange: (language: Language) => void }) {
  const { t } = useTranslation();
  return (
    <Select
      size="small"
      aria-label={t("documents.paperLanguage")}
      value={props.value}
      onChange={props.onChange}
      options={LANGUAGES}
    />
  );
}
