import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { PageHead } from "./PageHead";

type Props = { view: "/vouchers/drafts" | "/vouchers/documents" };

/** The head of what waits to be posted, with the ways to what is posted and to the other drafts. */
export function VouchersHead({ view }: Props) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  return (
    <PageHead
      title={t("nav.vouchers")}
      views={[
        { key: "/vouchers", title: t("vouchers.postedView") },
        { key: "/vouchers/drafts", title: t("vouchers.draftsView") },
        { key: "/vouchers/documents", title: t("documents.waiting.title") },
      ]}
      view={view}
      onView={(path) => goTo(path)}
    />
  );
}
