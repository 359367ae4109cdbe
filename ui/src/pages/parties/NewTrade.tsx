import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Business } from "../../bindings";
import { useMay } from "../../lib/session";
import { sideOf } from "./business";

/** The way to a party's next invoice or bill, for who may write it. */
export function NewTrade({ business, id }: { business: Business; id: number }) {
  const { newTrade, tradeRight, words } = sideOf[business];
  const { t } = useTranslation();
  const goTo = useNavigate();
  if (!useMay()(tradeRight)) return null;
  return <Button onClick={() => goTo(`${newTrade}?party=${id}`)}>{t(`${words}.newInvoice`)}</Button>;
}
