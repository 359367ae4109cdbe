import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Labelled } from "../../components/fields";
import { Problem } from "../../components/Problem";
import { useAttach } from "../../lib/attachments";
import { shell } from "../../lib/door";
import { useLogo } from "./queries";

type Props = { value: number | null; onChange: (attachment: number | null) => void };

/** The logo on every paper; the picture is read into the book. */
export function LogoField({ value, onChange }: Props) {
  const { t } = useTranslation();
  const { data: picture } = useLogo(value);
  const adding = useAttach();
  const [failure, setFailure] = useState<unknown>(null);
  const choose = async () => {
    setFailure(null);
    try {
      const path = await shell.pickFile([{ name: "PNG, JPEG", extensions: ["png", "jpg", "jpeg"] }]);
      if (path) onChange((await adding.mutateAsync(path)).id);
    } catch (thrown) {
      setFailure(thrown);
    }
  };
  return (
    <Labelled id="company-logo" label={t("settings.company.logo")} hint={t("settings.company.logoHint")}>
      <div className="row">
        {picture && value !== null && <img className="logo" src={picture} alt={t("settings.company.logo")} />}
        <Button id="company-logo" onClick={choose} loading={adding.isPending}>
          {t("settings.company.chooseLogo")}
        </Button>
        {value !== null && (
          <Button type="text" onClick={() => onChange(null)}>
            {t("settings.remove")}
          </Button>
        )}
      </div>
      {failure !== null && <Problem error={failure} />}
    </Labelled>
  );
}
