import { Button, Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CreditCard, FiveC } from "../../../bindings";
import { TextField } from "../../../components/fields";
import { Problem } from "../../../components/Problem";
import { tell } from "../../../lib/lastAct";
import { useMay } from "../../../lib/session";
import { useAssess } from "./queries";

const RESPECTS: (keyof FiveC)[] = ["character", "capacity", "capital", "collateral", "conditions"];
const NOTHING: FiveC = { character: "", capacity: "", capital: "", collateral: "", conditions: "" };

/** What somebody judged of the customer in five respects; it takes no points. */
export function Assessed({ card }: { card: CreditCard }) {
  const { t } = useTranslation();
  const grants = useMay()("grant_credit");
  const [open, setOpen] = useState(false);
  const last = card.assessed;
  return (
    <section className="panel credit-side">
      <div className="row">
        <b className="grow">{t("credit.assessed.title")}</b>
        <span className="second">
          {last
            ? t("credit.assessed.by", { day: last.date, name: last.recorded_by })
            : t("credit.facts.none")}
        </span>
      </div>
      {last &&
        RESPECTS.filter((respect) => last.said[respect] !== "").map((respect) => (
          <div className="row credit-line" key={respect}>
            <span className="second credit-respect">{t(`credit.assessed.respects.${respect}`)}</span>
            <span className="grow credit-said">{last.said[respect]}</span>
          </div>
        ))}
      {grants && (
        <div className="row">
          <Button size="small" onClick={() => setOpen(true)}>
            {t("credit.assessed.write")}
          </Button>
        </div>
      )}
      {open && <AssessDialog card={card} onClose={() => setOpen(false)} />}
    </section>
  );
}

/** Begins with what was said last, so that an assessment is brought up to date rather than written anew. */
function AssessDialog({ card, onClose }: { card: CreditCard; onClose: () => void }) {
  const { t } = useTranslation();
  const [said, setSaid] = useState<FiveC>(card.assessed?.said ?? NOTHING);
  const saving = useAssess();
  const save = () =>
    !saving.isPending &&
    saving.mutateAsync({ party_id: card.party_id, said }).then(
      () => {
        tell({ text: t("credit.assessed.saved") });
        onClose();
      },
      () => {},
    );
  return (
    <Modal
      open
      width={560}
      title={t("credit.assessed.title")}
      okButtonProps={{ loading: saving.isPending }}
      onOk={save}
      onCancel={onClose}
    >
      <p className="second">{t("credit.assessed.hint")}</p>
      <Form layout="vertical" className="side-form">
        {RESPECTS.map((respect) => (
          <TextField
            key={respect}
            rows={2}
            id={`five-${respect}`}
            label={t(`credit.assessed.labels.${respect}`)}
            value={said[respect]}
            onChange={(text) => setSaid({ ...said, [respect]: text })}
          />
        ))}
      </Form>
      {saving.error ? <Problem error={saving.error} /> : null}
    </Modal>
  );
}
