import { App, Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import type { ContactsFormat } from "../../bindings";
import { DoorError } from "../../lib/door";
import { sentenceOf } from "../../lib/i18n";
import { exportContacts } from "./merging/queries";

const FORMATS: ContactsFormat[] = ["vcard", "vcard3", "csv"];

type Props = { ids: number[]; segment?: number };

/** Saves the people of a segment's customers, or of the chosen parties; of all where none is chosen. */
export function ExportContacts({ ids, segment }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const save = async (format: ContactsFormat) => {
    try {
      await exportContacts(format, ids, segment);
    } catch (thrown) {
      void message.error(sentenceOf(DoorError.from(thrown)));
    }
  };
  const items = FORMATS.map((format) => ({
    key: format,
    label: t(`contacts.formats.${format}`),
    onClick: () => save(format),
  }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button>{t("contacts.export")}</Button>
    </Dropdown>
  );
}
