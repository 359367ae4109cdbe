import { Button } from "antd";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Printed } from "../bindings";
import { bytes, shell } from "../lib/door";
import { saveFile } from "../lib/saveFile";
import { Problem } from "./Problem";

// pdf.js is large; it is read when the first paper is shown.
const PdfView = lazy(async () => ({ default: (await import("./PdfView")).PdfView }));

type Props = {
  printed: Printed | undefined;
  error?: unknown;
  /** What stands here before there is a paper. */
  empty?: ReactNode;
  /** Offers printing and saving; a draft is only looked at. */
  final?: boolean;
  children?: ReactNode;
};

/** A paper as it is printed, with what no font covers said before it is sent. */
export function Paper({ printed, error, empty, final = false, children }: Props) {
  const { t } = useTranslation();
  const [content, setContent] = useState<Uint8Array | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const handle = printed?.file.handle;
  useEffect(() => {
    if (!handle) return;
    let overtaken = false;
    bytes(handle).then(
      (read) => !overtaken && setContent(read),
      (thrown) => !overtaken && setFailure(thrown),
    );
    return () => {
      overtaken = true;
    };
  }, [handle]);
  const problem = error ?? failure;
  return (
    <section className="paper-view" aria-busy={printed !== undefined && !content && !problem}>
      <div className="row">
        {children}
        <span className="grow" />
        {final && printed && (
          <>
            <Button size="small" onClick={() => shell.print(printed.file.handle).catch(setFailure)}>
              {t("documents.print")}
            </Button>
            <Button size="small" onClick={() => saveFile(printed.file).catch(setFailure)}>
              {t("documents.saveFile")}
            </Button>
          </>
        )}
      </div>
      {problem ? <Problem error={problem} /> : null}
      {printed && printed.uncovered.length > 0 && (
        <Problem>{t("documents.uncovered", { characters: printed.uncovered.join(" ") })}</Problem>
      )}
      {content && printed ? (
        <Suspense fallback={<div aria-busy="true" />}>
          <PdfView content={content} />
        </Suspense>
      ) : (
        !problem && <p className="paper-empty">{empty}</p>
      )}
    </section>
  );
}
