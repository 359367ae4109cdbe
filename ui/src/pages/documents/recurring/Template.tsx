import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import type { Recurring } from "../../../bindings";
import { Problem } from "../../../components/Problem";
import { useSession } from "../../../lib/session";
import type { TradeShelf } from "../kinds";
import { useCompany, useDocument } from "../queries";
import { useTemplate } from "./queries";
import { TemplateEditor } from "./TemplateEditor";
import { emptyTemplate, templateOf } from "./template";
import "./recurring.css";

/** Writes a new template or goes on with one; `?copy=` begins with the content of an issued document. */
export function TemplatePage({ shelf }: { shelf: TradeShelf }) {
  const { t } = useTranslation();
  const { id } = useParams();
  const [query] = useSearchParams();
  const copied = query.get("copy");
  const saved = useTemplate(id ? Number(id) : null);
  const source = useDocument(copied ? Number(copied) : null);
  const session = useSession();
  const company = useCompany();
  const error = saved.error ?? source.error ?? session.error ?? company.error;
  if (error)
    return (
      <div className="page-main">
        <Problem error={error} />
      </div>
    );
  if (!session.data || !company.data || (id && !saved.data) || (copied && !source.data)) return null;
  const { today, book } = session.data;
  const start = source.data
    ? templateOf(source.data, today)
    : emptyTemplate(today, company.data.prices_include_tax);
  return (
    <TemplateEditor
      key={id ?? `new ${query}`}
      shelf={shelf}
      saved={saved.data ?? null}
      start={start}
      name={`recurring.${shelf}.new ${query}`}
      today={today}
      defaultTax={company.data.default_tax}
      bookLanguage={book.language}
      title={titleOf(saved.data)}
    />
  );

  function titleOf(recurring: Recurring | undefined) {
    return recurring ? recurring.fields.name || t("recurring.unnamed") : t(`recurring.${shelf}.new`);
  }
}
