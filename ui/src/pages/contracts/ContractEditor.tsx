import { Button, ConfigProvider, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { Contract, ContractFields, ContractRole } from "../../bindings";
import { ContractState } from "../../components/ContractState";
import { Key } from "../../components/Key";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { useDraft } from "../../lib/draft";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useMay } from "../../lib/session";
import { ContractHead } from "./ContractHead";
import { ContractSide } from "./ContractSide";
import { Files } from "./Files";
import { Plan } from "./Plan";
import { useSaveContract } from "./queries";
import { StateActs } from "./StateActs";

const HOME = "/contracts";

const EMPTY: ContractFields = {
  number: "",
  party_id: null,
  role: "seller",
  title: "",
  value: null,
  currency: null,
  signed_on: null,
  starts_on: null,
  ends_on: null,
  plan: [],
  attachments: [],
  reminder_days: null,
  notes: "",
};

type Props = { saved: Contract | null; party: number | null; role: ContractRole };

/** A contract as it is written, and what happened under it. What is typed is kept until it is saved. */
export function ContractEditor({ saved, party, role }: Props) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const { fields, write, forget } = useDraft<ContractFields>(
    saved
      ? `contract.${saved.id}.${saved.version}`
      : party
        ? `contract.new.${role}.${party}`
        : "contract.new",
    saved?.fields ?? { ...EMPTY, party_id: party, role },
  );
  const [tried, setTried] = useState(false);
  const saving = useSaveContract();
  const may = useMay();
  const is_over = saved?.state === "ended" || saved?.state === "terminated";
  const allowed = may(fields.role === "buyer" ? "keep" : "sell");
  const changes = allowed && !is_over;
  const complete = fields.title.trim() !== "" && fields.party_id !== null;
  const save = () => {
    setTried(true);
    if (!changes || !complete || saving.isPending) return;
    saving.mutate(
      { id: saved?.id, version: saved?.version, fields },
      {
        onSuccess: (contract) => {
          forget();
          tell({ text: t("contracts.saved", { number: contract.fields.number }) });
          goTo(`${HOME}/${contract.id}`, { replace: true });
        },
      },
    );
  };
  useShortcuts({ "mod+s": save, "mod+Enter": save, Escape: () => goTo(HOME) });
  const title = saved ? `${saved.fields.number} ${saved.fields.title}` : t("contracts.new");
  return (
    <div className="page-main">
      <PageHead
        title={
          <>
            <Link className="second" to={HOME}>
              {t("contracts.title")}
            </Link>
            {` / ${title} `}
            {saved && <ContractState state={saved.state} />}
          </>
        }
        actions={
          <>
            {saved && allowed && <StateActs contract={saved} />}
            {changes && (
              <Button type="primary" loading={saving.isPending} onClick={save}>
                {t("contracts.save")} <Key name="Ctrl S" />
              </Button>
            )}
          </>
        }
      />
      {saving.error ? <Problem error={saving.error} /> : null}
      <div className="contract">
        <Form className="panel form-page" layout="vertical" onFinish={save}>
          <ConfigProvider componentDisabled={!changes}>
            <ContractHead fields={fields} write={write} tried={tried} />
            <Plan plan={fields.plan} onPlan={(plan) => write({ plan })} />
            <Files
              ids={fields.attachments}
              known={saved?.files ?? []}
              changes={changes}
              onIds={(attachments) => write({ attachments })}
            />
          </ConfigProvider>
        </Form>
        {saved && <ContractSide contract={saved} changes={allowed} />}
      </div>
    </div>
  );
}
