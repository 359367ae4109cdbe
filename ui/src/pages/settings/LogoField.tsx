import { useTranslation } from "react-i18next";
import { PictureField } from "./PictureField";

type Props = { value: number | null; onChange: (attachment: number | null) => void };

/** The logo on every paper. */
export function LogoField(props: Props) {
  const { t } = useTranslation();
  return (
    <PictureField
      id="company-logo"
      label={t("settings.company.logo")}
      hint={t("settings.company.logoHint")}
      choose={t("settings.company.chooseLogo")}
      {...props}
    />
  );
}
