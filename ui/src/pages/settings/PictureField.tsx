import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Labelled } from "../../components/fields";
import { Problem } from "../../components/Problem";
import { useAttach } from "../../lib/attachments";
import { shell } from "../../lib/door";
import { useLogo } from "./queries";

type Props = {
  id: string;
  label: string;
  hint: string;
  /** What the button says. */
  choose: string;
  value: number | null;
  onChange: (attachment: number | null) => void;
};

/** A picture that papers print; the file is read into the book. */
export function PictureField({ id, label, hint, choose, value, onChange }: Props) {
  const { t } = useTranslation();
  const { data: picture } = useLogo(value);
  const adding = useAttach();
  const [failure, setFailure] = useState<unknown>(null);
  const pick = async () => {
    setFailure(null);
    try {
      const path = await shell.pickFile([{ name: "PNG, JPEG", extensions: ["png", "jpg", "jpeg"] }]);
      if (path) onChange((await adding.mutateAsync(path)).id);
    } catch (thrown) {
      setFailure(thrown);
    }
  };
  return (
    <Labelled id={id} label={label} hint={hint}>
      <div className="row">
        {picture && value !== null && <img className="logo" src={picture} alt={label} />}
        <Button id={id} onClick={pick} loading={adding.isPending}>
          {choose}
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
