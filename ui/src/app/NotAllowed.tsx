import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { EmptyState } from "../components/EmptyState";
import { useSession } from "../lib/session";

/** Stands where a page is none of the user's business. */
export function NotAllowed() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const { data: session } = useSession();
  const role = session ? t(`settings.users.roles.${session.user.role}`) : "";
  return (
    <EmptyState
      title={t("app.notAllowed")}
      body={t("app.notAllowedBody", { role })}
      actions={<Button onClick={() => goTo("/overview")}>{t("nav.overview")}</Button>}
    />
  );
}
