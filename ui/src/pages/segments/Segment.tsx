import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import type { CustomerSegment, SegmentChoices } from "../../bindings";
import { TextField } from "../../components/fields";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { useAfter } from "../../lib/after";
import { useDraft } from "../../lib/draft";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useMay } from "../../lib/session";
import { useArchiveSegment, useSaveSegment, useSegment, useSegmentChoices, useSegmentCount } from "./queries";
import { RuleEditor } from "./RuleEditor";
import { asGroup, EVERYONE, filled, type Group } from "./rules";
import "../../styles/classes.css";
import { FormFoot } from "../../components/FormFoot";

const REST_MS = 250;

/** A segment's name and rule, with how many customers it leaves while it is written. */
export function SegmentPage() {
  const { id } = useParams();
  const key = id === "new" || id === undefined ? null : Number(id);
  const segment = useSegment(key);
  const choices = useSegmentChoices();
  const error = segment.error ?? choices.error;
  if (error)
    return (
      <div className="page-main">
        <Problem error={error} />
      </div>
    );
  if (!choices.data || (key !== null && !segment.data)) return null;
  return <SegmentForm key={segment.data?.version ?? "new"} segment={segment.data} choices={choices.data} />;
}

type Props = { segment: CustomerSegment | undefined; choices: SegmentChoices };

function SegmentForm({ segment, choices }: Props) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const { fields, write, forget } = useDraft<{ name: string; rule: Group }>(
    `segment.${segment ? `${segment.id}.${segment.version}` : "new"}`,
    { name: segment?.name ?? "", rule: segment ? asGroup(segment.rule) : EVERYONE },
  );
  const [tried, setTried] = useState(false);
  const rule = filled(fields.rule);
  const asked = useAfter(rule, REST_MS, JSON.stringify);
  const count = useSegmentCount(asked);
  const saving = useSaveSegment();
  const archiving = useArchiveSegment();
  const edits = useMay()("edit_parties");
  const nameless = fields.name.trim() === "";
  const leave = () => {
    forget();
    goTo("/segments");
  };
  const submit = () => {
    setTried(true);
    if (nameless || saving.isPending || !edits) return;
    saving.mutate(
      { id: segment?.id, version: segment?.version, name: fields.name, rule },
      {
        onSuccess: (saved) => {
          forget();
          tell({ text: t("classes.segments.saved", { name: saved.name }) });
          goTo(`/customers?view=all&segment=${saved.id}`);
        },
      },
    );
  };
  const archive = (archived: boolean) =>
    segment &&
    archiving.mutate(
      { id: segment.id, archived },
      {
        onSuccess: () => {
          tell({
            text: t(archived ? "parties.archived" : "parties.restored", { name: segment.name }),
            undo: () => archive(!archived),
          });
          goTo("/segments");
        },
      },
    );
  useShortcuts({ "mod+s": submit, "mod+Enter": submit, Escape: leave });
  return (
    <div className="page-main">
      <PageHead
        title={
          <>
            <Link className="second" to="/segments">
              {t("classes.segments.title")}
            </Link>
            {` / ${segment?.name ?? t("classes.segments.new")}`}
          </>
        }
        actions={
          <span className="segment-count num" role="status" aria-live="polite">
            {count.data && !count.error ? t("classes.segments.counted", count.data) : ""}
          </span>
        }
      />
      <Form className="panel form-page" layout="vertical" disabled={!edits} onFinish={submit}>
        {saving.error ? (
          <Problem error={saving.error} />
        ) : count.error ? (
          <Problem error={count.error} />
        ) : null}
        <TextField
          id="segment-name"
          label={t("classes.segments.name")}
          required
          autoFocus={segment === undefined}
          problem={tried && nameless ? t("customers.nameMissing") : undefined}
          value={fields.name}
          onChange={(name) => write({ name })}
        />
        <Form.Item label={t("classes.segments.rule")}>
          <RuleEditor group={fields.rule} choices={choices} onChange={(next) => write({ rule: next })} />
        </Form.Item>
        <FormFoot saving={saving.isPending} onCancel={leave}>
          {segment && (
            <Button type="text" loading={archiving.isPending} onClick={() => archive(!segment.archived)}>
              {t(segment.archived ? "items.restore" : "items.archive")}
            </Button>
          )}
        </FormFoot>
      </Form>
    </div>
  );
}
