import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";
import { Problem } from "../components/Problem";

/** Stands where a page failed; the frame and every saved draft stay. */
export function PageFailure() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <div className="page-main">
      <h1>{t("app.crashed")}</h1>
      <Problem
        error={error}
        actions={<Button onClick={() => window.location.reload()}>{t("app.again")}</Button>}
      />
    </div>
  );
}
