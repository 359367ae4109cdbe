import { Button } from "antd";
import * as pdfjs from "pdfjs-dist/legacy/build/pdf.mjs";
import workerAddress from "pdfjs-dist/legacy/build/pdf.worker.mjs?url";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "./Problem";

pdfjs.GlobalWorkerOptions.workerSrc = workerAddress;

/** A PDF drawn page by page, from bytes that the program made: the same paper that is printed. */
export function PdfView({ content }: { content: Uint8Array }) {
  const { t } = useTranslation();
  const [zoom, setZoom] = useState(1);
  const [pages, setPages] = useState<pdfjs.PDFPageProxy[]>([]);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    // pdf.js takes the buffer over; a copy leaves the caller's bytes usable for saving.
    const task = pdfjs.getDocument({ data: content.slice(), isEvalSupported: false });
    let overtaken = false;
    task.promise
      .then((file) => Promise.all(Array.from({ length: file.numPages }, (_, at) => file.getPage(at + 1))))
      .then(
        (read) => !overtaken && setPages(read),
        (thrown) => !overtaken && setFailure(thrown),
      );
    return () => {
      overtaken = true;
      void task.destroy();
    };
  }, [content]);
  if (failure) return <Problem error={failure} />;
  return (
    <div className="pdf-frame">
      <div className="row pdf-zoom">
        <Button
          size="small"
          aria-label={t("pdf.zoomOut")}
          onClick={() => setZoom((now) => Math.max(0.5, now - 0.25))}
        >
          {"−"}
        </Button>
        <Button
          size="small"
          aria-label={t("pdf.zoomIn")}
          onClick={() => setZoom((now) => Math.min(4, now + 0.25))}
        >
          {"+"}
        </Button>
      </div>
      <section className="pdf" aria-label={t("pdf.view")}>
        {pages.map((page) => (
          <Sheet key={page.pageNumber} page={page} pages={pages.length} zoom={zoom} />
        ))}
      </section>
    </div>
  );
}

function Sheet({ page, pages, zoom }: { page: pdfjs.PDFPageProxy; pages: number; zoom: number }) {
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    if (!canvas.current) return;
    const sharpness = window.devicePixelRatio || 1;
    const viewport = page.getViewport({ scale: zoom * sharpness });
    canvas.current.width = viewport.width;
    canvas.current.height = viewport.height;
    canvas.current.style.width = `${viewport.width / sharpness}px`;
    const drawing = page.render({ canvas: canvas.current, viewport });
    setDrawn(false);
    drawing.promise.then(
      () => setDrawn(true),
      () => {},
    );
    return () => drawing.cancel();
  }, [page, zoom]);
  const label = t("pdf.page", { page: page.pageNumber, pages });
  return <canvas ref={canvas} role="img" aria-label={label} aria-busy={!drawn} />;
}
