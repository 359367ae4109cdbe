import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { DropZone } from "../../components/DropZone";
import { PageHead } from "../../components/PageHead";
import { usePageState } from "../../lib/pageState";
import { History } from "./History";
import { ImportFile } from "./ImportFile";
import "./import.css";

const START = { path: "", kind: "" };

/** Files in: choose one, see what it holds, correct the columns, try, import; and take an import back. */
export function ImportPage() {
  const { t } = useTranslation();
  const [{ path, kind }, change] = usePageState(START);
  const leave = () => change(START, "push");
  return (
    <div className="page-main">
      <PageHead
        title={t("import.title")}
        actions={path !== "" && <Button onClick={leave}>{t("import.another")}</Button>}
      />
      {path === "" ? (
        <>
          <DropZone
            title={t("import.drop")}
            body={t("import.dropBody")}
            pick={t("import.pick")}
            onFile={(chosen) => change({ path: chosen }, "push")}
          />
          <History />
        </>
      ) : (
        <ImportFile key={path} path={path} kind={kind} onKind={(next) => change({ kind: next })} />
      )}
    </div>
  );
}
