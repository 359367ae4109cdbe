import { Button, Checkbox, ColorPicker, Form, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PaperColumn, PaperTemplate } from "../../bindings";
import { FigureInput } from "../../components/FigureInput";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { Key } from "../../components/Key";
import { useShortcuts } from "../../lib/keyboard";
import { PictureField } from "./PictureField";

/** What each question offers, the usual answer first. */
const CHOICES = {
  page: ["a4", "a5", "form_full", "form_half", "form_third"],
  look: ["classic", "modern", "compact"],
  language: ["own", "chinese", "english", "both"],
  logo: ["left", "right", "off"],
  window: ["dl", "din_b", "din_a", "none"],
} as const;
type Question = keyof typeof CHOICES;
const TEXTS = ["intro", "closing"] as const;
const COLUMNS: PaperColumn[] = [
  "index",
  "name",
  "specification",
  "unit",
  "quantity",
  "unit_price",
  "discount",
  "net",
  "rate",
  "tax",
];
/** The ink of a template without a colour of its own. */
const BLACK = "#000000";

type Props = {
  fields: PaperTemplate;
  disabled: boolean;
  onChange: (change: Partial<PaperTemplate>) => void;
  onSubmit: () => void;
  pending: boolean;
  children?: ReactNode;
};

/** Everything a template says. */
export function PaperTemplateForm({ fields, disabled, onChange, onSubmit, pending, children }: Props) {
  const { t } = useTranslation();
  useShortcuts({ "mod+s": onSubmit });
  const choice = (question: Question) => (
    <ChoiceField<string>
      key={question}
      id={`template-${question}`}
      label={t(`papers.${question}.label`)}
      value={fields[question]}
      options={CHOICES[question].map((value) => ({
        value,
        label: t(`papers.${question}.${value}` as "papers.look.classic"),
      }))}
      onChange={(value) => value && onChange({ [question]: value } as Partial<PaperTemplate>)}
    />
  );
  const offset = (key: "offset_right_mm" | "offset_down_mm") => (
    <Labelled id={`template-${key}`} label={t(`papers.${key}`)}>
      <FigureInput
        id={`template-${key}`}
        label={t(`papers.${key}`)}
        value={fields[key]}
        onChange={(value) => onChange({ [key]: value || "0" })}
      />
    </Labelled>
  );
  return (
    <Form layout="vertical" className="panel form-page" disabled={disabled} onFinish={onSubmit}>
      <TextField
        id="template-name"
        label={t("papers.name")}
        required
        value={fields.name}
        onChange={(name) => onChange({ name })}
      />
      <div className="two">
        {choice("page")}
        {choice("look")}
        {choice("language")}
        {choice("window")}
        {choice("logo")}
        <Labelled id="template-accent" label={t("papers.accent")}>
          <div className="row">
            <ColorPicker
              value={fields.accent || BLACK}
              disabledAlpha
              disabled={disabled}
              onChangeComplete={(colour) => {
                const accent = colour.toHexString().slice(0, 7);
                onChange({ accent: accent === BLACK ? "" : accent });
              }}
            />
            <Button id="template-accent" size="small" type="text" onClick={() => onChange({ accent: "" })}>
              {t("papers.black")}
            </Button>
          </div>
        </Labelled>
      </div>
      <Labelled id="template-columns" label={t("papers.columns")} hint={t("papers.columnsHint")}>
        <Select<PaperColumn[]>
          id="template-columns"
          mode="multiple"
          allowClear
          placeholder={t("papers.columnsUsual")}
          value={fields.columns}
          options={COLUMNS.map((value) => ({ value, label: t(`papers.column.${value}`) }))}
          onChange={(columns) => onChange({ columns })}
        />
      </Labelled>
      <TextField
        id="template-heading"
        label={t("papers.heading")}
        hint={t("papers.textHint")}
        value={fields.heading}
        onChange={(heading) => onChange({ heading })}
      />
      {TEXTS.map((key) => (
        <TextField
          key={key}
          id={`template-${key}`}
          label={t(`papers.${key}`)}
          rows={2}
          value={fields[key]}
          onChange={(text) => onChange({ [key]: text })}
        />
      ))}
      <TextField
        id="template-footer"
        label={t("papers.footer")}
        value={fields.footer}
        onChange={(footer) => onChange({ footer })}
      />
      <div className="papers-marks">
        <Checkbox
          id="template-payment-code"
          checked={fields.payment_code}
          onChange={(event) => onChange({ payment_code: event.target.checked })}
        >
          {t("papers.paymentCode")}
        </Checkbox>
        <Checkbox
          id="template-barcode"
          checked={fields.barcode}
          onChange={(event) => onChange({ barcode: event.target.checked })}
        >
          {t("papers.barcode")}
        </Checkbox>
      </div>
      <PictureField
        id="template-payment-picture"
        label={t("papers.paymentPicture")}
        hint={t("papers.paymentPictureHint")}
        choose={t("papers.choosePicture")}
        value={fields.payment_picture}
        onChange={(payment_picture) => onChange({ payment_picture })}
      />
      <div className="two">
        {offset("offset_right_mm")}
        {offset("offset_down_mm")}
      </div>
      <div className="form-foot">
        {children}
        <span className="grow" />
        <Button id="template-save" type="primary" htmlType="submit" loading={pending}>
          {t("settings.save")} <Key name="Ctrl S" />
        </Button>
      </div>
    </Form>
  );
}
