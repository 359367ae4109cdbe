import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { UpcomingDocument } from "../../../bindings";
import { DateText } from "../../../components/DateText";
import { MoneyText } from "../../../components/MoneyText";
import { DoorError } from "../../../lib/door";
import { sentenceOf } from "../../../lib/i18n";

type Props = {
  upcoming: UpcomingDocument[] | undefined;
  /** What is written is refused: the page says where. */
  refused: boolean;
  /** Leaves one day out; absent where nothing was saved yet. */
  onSkip?: (day: string) => void;
};

/** The next documents with their placeholders filled in, and what would refuse one. */
export function UpcomingList({ upcoming, refused, onSkip }: Props) {
  const { t } = useTranslation();
  if (!upcoming)
    return <p className="second">{t(refused ? "recurring.upcomingRefused" : "recurring.upcomingLater")}</p>;
  if (upcoming.length === 0) return <p className="second">{t("recurring.upcomingNone")}</p>;
  return (
    <ol className="upcoming">
      {upcoming.map((document) => (
        <li key={document.scheduled_on}>
          <div className="row baseline">
            <b>
              <DateText value={document.date} />
            </b>
            <span className="second">{t("recurring.number", { count: document.number })}</span>
            <span className="grow">
              {onSkip && (
                <Button
                  type="link"
                  size="small"
                  aria-label={`${t("recurring.skip")} ${document.scheduled_on}`}
                  onClick={() => onSkip(document.scheduled_on)}
                >
                  {t("recurring.skip")}
                </Button>
              )}
            </span>
            {document.total && <MoneyText value={document.total} withCurrency />}
          </div>
          {document.date !== document.scheduled_on && (
            <div className="amber">{t("recurring.moved", { day: document.scheduled_on })}</div>
          )}
          {textsOf(document).map((text) => (
            <div key={text} className="second">
              {text}
            </div>
          ))}
          {document.problem && <div className="red">{sentenceOf(DoorError.from(document.problem))}</div>}
        </li>
      ))}
    </ol>
  );
}

/** What a document says in words, each text once. */
function textsOf({ document }: UpcomingDocument): string[] {
  if (!("lines" in document)) return [];
  const { lines = [], notes, reference } = document;
  const texts = [...lines.map((line) => line.description), reference, notes];
  return [...new Set(texts.filter((text): text is string => Boolean(text)))];
}
