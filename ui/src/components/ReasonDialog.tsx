import { Form, Modal } from "antd";
import { useState } from "react";
import { TextField } from "./fields";
import { Problem } from "./Problem";

type Props = {
  title: string;
  label: string;
  onDone: (reason: string) => Promise<unknown>;
  onClose: () => void;
};

/** Asks why, does it, and stays open where that is refused. */
export function ReasonDialog({ title, label, onDone, onClose }: Props) {
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const save = () => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    void onDone(reason.trim()).then(onClose, (thrown) => {
      setFailure(thrown);
      setBusy(false);
    });
  };
  return (
    <Modal
      open
      width={420}
      title={title}
      okButtonProps={{ loading: busy, disabled: reason.trim() === "" }}
      onOk={save}
      onCancel={onClose}
    >
      <Form layout="vertical" className="side-form">
        <TextField id="reason" label={label} required autoFocus value={reason} onChange={setReason} />
      </Form>
      {failure !== null && <Problem error={failure} />}
    </Modal>
  );
}
