import { Button, Form } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Doorstep } from "../../components/Doorstep";
import { TextField } from "../../components/fields";
import { Problem } from "../../components/Problem";
import { type RecentBook, shell } from "../../lib/door";
import { load, save } from "../../lib/memory";
import "./login.css";

type Props = {
  /** Whom the book expects where nobody worked on it from this computer before. */
  owner: string;
  onEntered: () => void;
  onClosed: () => void;
};

/** Who works: the name and the password of a user of the open book. */
export function LoginPage({ owner, onEntered, onClosed }: Props) {
  const { t } = useTranslation();
  const [book, setBook] = useState<RecentBook | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    shell.opened().then(setBook, setFailure);
  }, []);
  const leave = () => shell.close().then(onClosed, setFailure);
  return (
    <Doorstep title={t("login.title", { book: book?.name ?? "" })} body={t("login.body")}>
      {failure !== null && <Problem error={failure} />}
      {book && (
        <LoginForm
          memory={`user.${book.path}`}
          owner={owner}
          onEntered={onEntered}
          onLeave={() => void leave()}
        />
      )}
    </Doorstep>
  );
}

type FormProps = {
  memory: string;
  owner: string;
  onEntered: () => void;
  onLeave: () => void;
};

function LoginForm({ memory, owner, onEntered, onLeave }: FormProps) {
  const { t } = useTranslation();
  const [user, setUser] = useState(() => load(memory, owner));
  const [known] = useState(user !== "");
  const [password, setPassword] = useState("");
  const [entering, setEntering] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const enter = async () => {
    setRefusal(null);
    setEntering(true);
    try {
      await shell.login(user.trim(), password);
      save(memory, user.trim());
      onEntered();
    } catch (thrown) {
      setRefusal(thrown);
      setPassword("");
    } finally {
      setEntering(false);
    }
  };
  return (
    <Form className="panel login" layout="vertical" onFinish={() => void enter()}>
      {refusal !== null && <Problem error={refusal} />}
      <TextField id="login-user" label={t("login.user")} autoFocus={!known} value={user} onChange={setUser} />
      <TextField
        id="login-password"
        kind="password"
        label={t("login.password")}
        autoFocus={known}
        value={password}
        onChange={setPassword}
      />
      <div className="row">
        <Button type="text" onClick={onLeave}>
          {t("login.otherBook")}
        </Button>
        <span className="grow" />
        <Button type="primary" htmlType="submit" loading={entering} disabled={user.trim() === ""}>
          {t("login.enter")}
        </Button>
      </div>
    </Form>
  );
}
