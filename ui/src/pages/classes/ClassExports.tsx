import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import type { FileFormat, ReportRequest } from "../../bindings";
import { DoorError } from "../../lib/door";
import { sentenceOf } from "../../lib/i18n";
import { useExport } from "../../lib/reports";
import { saveFile } from "../../lib/saveFile";

const FORMATS: FileFormat[] = ["xlsx", "csv", "pdf"];

/** The files that the figures shown can become. */
export function ClassExports({ request }: { request: ReportRequest }) {
  const { message } = App.useApp();
  const { t } = useTranslation();
  const making = useExport();
  const make = async (format: FileFormat) => {
    try {
      await saveFile(await making.mutateAsync({ request, format }));
    } catch (thrown) {
      void message.error(sentenceOf(DoorError.from(thrown)));
    }
  };
  return FORMATS.map((format) => (
    <Button
      key={format}
      disabled={making.isPending}
      aria-label={`${t("table.export")} ${format.toUpperCase()}`}
      onClick={() => make(format)}
    >
      {format.toUpperCase()}
    </Button>
  ));
}
