import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "../../components/Problem";
import { tell } from "../../lib/lastAct";
import { ownerChoices, useOwners } from "../../lib/pipeline";
import { useAct } from "./queries";

/** Whoever left with something open in their hands, and the way to give all of it to somebody else. */
export function OwnersLeft() {
  const { t } = useTranslation();
  const owners = useOwners().data ?? [];
  const acting = useAct();
  const [to, setTo] = useState<Record<number, string>>({});
  const left = owners.filter((owner) => !owner.active && owner.opportunities + owner.leads > 0);
  return (
    <>
      {left.map((owner) => {
        const chosen = to[owner.id];
        const give = () =>
          acting.mutate(
            {
              act: "assign",
              of_owner: owner.id,
              owner_id: Number(chosen),
              why: t("pipeline.hasLeft", { owner: owner.name }),
            },
            { onSuccess: () => tell({ text: t("pipeline.given", { owner: owner.name }) }) },
          );
        return (
          <Problem
            key={owner.id}
            error={acting.error ?? undefined}
            actions={
              <>
                <Select
                  size="small"
                  className="pipeline-filter"
                  aria-label={t("pipeline.giveTo")}
                  placeholder={t("pipeline.giveTo")}
                  value={chosen}
                  options={ownerChoices(owners)}
                  onChange={(value) => setTo({ ...to, [owner.id]: value })}
                />
                <Button size="small" disabled={!chosen} loading={acting.isPending} onClick={give}>
                  {t("pipeline.give")}
                </Button>
              </>
            }
          >
            {t("pipeline.leftWith", {
              owner: owner.name,
              opportunities: owner.opportunities,
              leads: owner.leads,
            })}
          </Problem>
        );
      })}
    </>
  );
}
