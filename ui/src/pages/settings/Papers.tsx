import { Button, Popconfirm, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PaperTemplate, TemplatedKind } from "../../bindings";
import { Paper } from "../../components/Paper";
import { Problem } from "../../components/Problem";
import { tell } from "../../lib/lastAct";
import { saveFile } from "../../lib/saveFile";
import { useMay } from "../../lib/session";
import { PaperTemplateForm } from "./PaperTemplateForm";
import { PaperUses } from "./PaperUses";
import { HOUSE, KINDS } from "./paperKinds";
import {
  useCalibration,
  useDeleteTemplate,
  useSaveTemplate,
  useTemplatePreview,
  useTemplates,
} from "./queries";

/** How papers look: a template at the left, the paper it makes at the right while it is typed. */
export function Papers() {
  const { t } = useTranslation();
  const { data: templates, error } = useTemplates();
  const [chosen, setChosen] = useState<number | null>(null);
  if (!templates) return <div className="page-main">{error && <Problem error={error} />}</div>;
  const id = chosen ?? templates[0]?.id ?? 0;
  const template = templates.find((each) => each.id === id) ?? { ...HOUSE, name: t("papers.newName") };
  return (
    <div className="page-main papers">
      <div className="row">
        <Select
          id="papers-template"
          aria-label={t("papers.template")}
          className="papers-template"
          value={id}
          options={[
            ...templates.map((each) => ({ value: each.id, label: each.name })),
            ...(id === 0 ? [{ value: 0, label: t("papers.newName") }] : []),
          ]}
          onChange={setChosen}
        />
        <Button id="papers-new" onClick={() => setChosen(0)} disabled={id === 0}>
          {t("papers.new")}
        </Button>
      </div>
      <Design key={`${id} ${JSON.stringify(template)}`} template={template} onShow={setChosen} />
    </div>
  );
}

type DesignProps = { template: PaperTemplate; onShow: (id: number | null) => void };

function Design({ template, onShow }: DesignProps) {
  const { t } = useTranslation();
  const [fields, setFields] = useState(template);
  const [kind, setKind] = useState<TemplatedKind>("invoice");
  const preview = useTemplatePreview(fields, kind);
  const saving = useSaveTemplate();
  const deleting = useDeleteTemplate();
  const calibrating = useCalibration();
  const [failure, setFailure] = useState<unknown>(null);
  const administers = useMay()("administer");
  const save = () => {
    if (saving.isPending || !administers) return;
    saving.mutate(fields, {
      onSuccess: (saved) => {
        onShow(saved.id);
        tell({ text: t("papers.saved", { name: saved.name }) });
      },
    });
  };
  const calibrate = () =>
    calibrating.mutate(fields, { onSuccess: (file) => saveFile(file).catch(setFailure) });
  const remove = () =>
    deleting.mutate(template.id, {
      onSuccess: () => {
        onShow(null);
        tell({ text: t("papers.deleted", { name: template.name }) });
      },
    });
  const problem = saving.error ?? deleting.error ?? calibrating.error ?? failure;
  return (
    <div className="papers-design">
      <div className="papers-fields">
        {!administers && <p className="second">{t("app.readOnly")}</p>}
        {problem ? <Problem error={problem} /> : null}
        <PaperTemplateForm
          fields={fields}
          disabled={!administers}
          onChange={(change) => setFields((now) => ({ ...now, ...change }))}
          onSubmit={save}
          pending={saving.isPending}
        >
          <Button id="template-calibrate" type="text" loading={calibrating.isPending} onClick={calibrate}>
            {t("papers.calibrate")}
          </Button>
          {template.id > 0 && (
            <Popconfirm
              title={t("papers.deleteSure")}
              okText={t("papers.delete")}
              cancelText={t("customers.cancel")}
              onConfirm={remove}
            >
              <Button type="text" danger loading={deleting.isPending}>
                {t("papers.delete")}
              </Button>
            </Popconfirm>
          )}
        </PaperTemplateForm>
        {template.id > 0 && <PaperUses template={template} disabled={!administers} />}
      </div>
      <div className="papers-preview">
        <Paper printed={preview.data} error={preview.error}>
          <Select
            id="papers-kind"
            size="small"
            aria-label={t("papers.seenOn")}
            className="papers-kind"
            value={kind}
            options={KINDS.map((value) => ({ value, label: t(`papers.kinds.${value}`) }))}
            onChange={setKind}
          />
        </Paper>
      </div>
    </div>
  );
}
