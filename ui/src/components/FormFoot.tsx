import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Key } from "./Key";

type Props = {
  saving: boolean;
  onCancel: () => void;
  /** What concerns the whole thing: taking it out of use. */
  children?: ReactNode;
};

/** The foot of a form that is a page: cancel and save at the right. */
export function FormFoot({ saving, onCancel, children }: Props) {
  const { t } = useTranslation();
  return (
    <div className="form-foot">
      {children}
      <span className="grow" />
      <Button onClick={onCancel}>{t("customers.cancel")}</Button>
      <Button type="primary" htmlType="submit" loading={saving}>
        {t("customers.save")} <Key name="Ctrl S" />
      </Button>
    </div>
  );
}
