import { PrinterOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import type { FileFormat, Handle, ReportRequest } from "../../bindings";
import { DoorError, shell } from "../../lib/door";
import { sentenceOf } from "../../lib/i18n";
import { useShortcuts } from "../../lib/keyboard";
import { useExport } from "../../lib/reports";
import { saveFile } from "../../lib/saveFile";

const FORMATS: FileFormat[] = ["pdf", "xlsx", "csv"];

/** Print and the files a report can become. */
export function Exports({ request }: { request: ReportRequest | null }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const making = useExport();
  const make = async (format: FileFormat, then: (file: Handle) => Promise<void>) => {
    if (!request) return;
    try {
      await then(await making.mutateAsync({ request, format }));
    } catch (thrown) {
      void message.error(sentenceOf(DoorError.from(thrown)));
    }
  };
  const print = () => make("pdf", ({ handle }) => shell.print(handle));
  useShortcuts({ p: print });
  const idle = request === null || making.isPending;
  return (
    <>
      <Button icon={<PrinterOutlined />} disabled={idle} onClick={print}>
        {t("reports.print")}
      </Button>
      {FORMATS.map((format) => (
        <Button key={format} disabled={idle} onClick={() => make(format, saveFile)}>
          {format.toUpperCase()}
        </Button>
      ))}
    </>
  );
}
