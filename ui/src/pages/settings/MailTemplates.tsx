import { Button, Form, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Language, MailKind, MailTemplate, MailText } from "../../bindings";
import { TextField } from "../../components/fields";
import { Problem } from "../../components/Problem";
import { LANGUAGES } from "../../lib/languages";
import { tell } from "../../lib/lastAct";
import { useMay } from "../../lib/session";
import { useMailPreview, useMailTemplates, useSaveMailTemplate } from "./queries";

/** The texts of mails by kind and language, each beside what it becomes. */
export function MailTemplates() {
  const { t, i18n } = useTranslation();
  const { data: templates = [], error } = useMailTemplates();
  const [kind, setKind] = useState<MailKind>("invoice");
  const [language, setLanguage] = useState<Language>(i18n.language === "en" ? "en" : "zh-CN");
  const shown = templates.find((each) => each.kind === kind && each.language === language);
  const kinds = templates.filter((each) => each.language === language);
  return (
    <section className="panel form-page">
      <h2>{t("mail.templates.title")}</h2>
      <p className="second">{t("mail.templates.body")}</p>
      {error && <Problem error={error} />}
      <div className="row">
        <Select<MailKind>
          aria-label={t("mail.templates.kind")}
          style={{ width: 200 }}
          value={kind}
          onChange={setKind}
          options={kinds.map((each) => ({
            value: each.kind,
            label: each.usual
              ? t(`mail.kinds.${each.kind}`)
              : `${t(`mail.kinds.${each.kind}`)} · ${t("mail.templates.own")}`,
          }))}
        />
        <Segmented<Language>
          aria-label={t("mail.templates.language")}
          value={language}
          onChange={setLanguage}
          options={LANGUAGES}
        />
      </div>
      {shown && <Text key={`${kind} ${language} ${shown.text.body}`} template={shown} />}
    </section>
  );
}

function Text({ template }: { template: MailTemplate }) {
  const { t } = useTranslation();
  const [text, setText] = useState<MailText>(template.text);
  const { kind, language } = template;
  const preview = useMailPreview({ kind, language, text });
  const saving = useSaveMailTemplate();
  const administers = useMay()("administer");
  const save = (of: MailText | null) =>
    saving.mutate(
      { kind, language, text: of },
      { onSuccess: () => tell({ text: t("mail.templates.saved") }) },
    );
  return (
    <Form layout="vertical" disabled={!administers} onFinish={() => save(text)}>
      <p className="second">
        {t("mail.templates.placeholders")} {template.placeholders.join(" ")}
      </p>
      <div className="two">
        <div>
          <TextField
            id="template-subject"
            label={t("mail.subject")}
            value={text.subject}
            onChange={(subject) => setText({ ...text, subject })}
          />
          <TextField
            id="template-body"
            label={t("mail.body")}
            rows={9}
            value={text.body}
            onChange={(body) => setText({ ...text, body })}
          />
        </div>
        <section aria-label={t("mail.templates.preview")}>
          <p className="caption">{t("mail.templates.preview")}</p>
          {preview.error ? (
            <Problem error={preview.error} />
          ) : (
            <>
              <h3>{preview.data?.subject}</h3>
              <p className="text">{preview.data?.body}</p>
            </>
          )}
        </section>
      </div>
      {saving.error && <Problem error={saving.error} />}
      <div className="row">
        {!template.usual && <Button onClick={() => save(null)}>{t("mail.templates.restore")}</Button>}
        <span className="grow" />
        <Button
          type="primary"
          htmlType="submit"
          loading={saving.isPending}
          disabled={text.subject === template.text.subject && text.body === template.text.body}
        >
          {t("settings.save")}
        </Button>
      </div>
    </Form>
  );
}
