import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListOf, SheetFormat } from "../bindings";
import { DoorError } from "../lib/door";
import { exportList } from "../lib/exportList";
import { sentenceOf } from "../lib/i18n";

const FORMATS: SheetFormat[] = ["xlsx", "csv"];

/** Saves every row of a list, not only those read so far, in the columns shown. */
export function ExportMenu({ list, columns }: { list: ListOf; columns: string[] }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const save = async (format: SheetFormat) => {
    setBusy(true);
    try {
      await exportList(list, columns, format);
    } catch (thrown) {
      void message.error(sentenceOf(DoorError.from(thrown)));
    } finally {
      setBusy(false);
    }
  };
  const items = FORMATS.map((format) => ({
    key: format,
    label: t(`table.formats.${format}`),
    onClick: () => save(format),
  }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <Button size="small" type="text" loading={busy}>
        {t("table.export")}
      </Button>
    </Dropdown>
  );
}
