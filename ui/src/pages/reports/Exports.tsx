import { PrinterOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import type { FileFormat, ReportRequest } from "../../bindings";
import { DoorError, shell } from "../../lib/door";
import { sentenceOf } from "../../lib/i18n";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useExport } from "./queries";

const FORMATS: FileFormat[] = ["pdf", "xlsx", "csv"];

/** Print and the files a report can become. */
export function Exports({ request }: { request: ReportRequest | null }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const making = useExport();
  const make = async (format: FileFormat, then: (handle: string, name: string) => Promise<void>) => {
    if (!request) return;
    try {
      const file = await making.mutateAsync({ request, format });
      await then(file.handle, file.file_name);
    } catch (thrown) {
      void message.error(sentenceOf(DoorError.from(thrown)));
    }
  };
  const save = (format: FileFormat) =>
    make(format, async (handle, name) => {
      const path = await shell.savePath(name, [{ name: format.toUpperCase(), extensions: [format] }]);
      if (!path) return;
      await shell.saveBytes(handle, path);
      tell({ text: t("reports.saved", { path }) });
    });
  const print = () => make("pdf", (handle) => shell.print(handle));
  useShortcuts({ p: print });
  const idle = request === null || making.isPending;
  return (
    <>
      <Button icon={<PrinterOutlined />} disabled={idle} onClick={print}>
        {t("reports.print")}
      </Button>
      {FORMATS.map((format) => (
        <Button key={format} disabled={idle} onClick={() => save(format)}>
          {format.toUpperCase()}
        </Button>
      ))}
    </>
  );
}
