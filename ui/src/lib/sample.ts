/** The sample company: opened where it lies, or made month by month. */
import { shell } from "./door";
import { useJob } from "./job";

export function useSample(onOpened: () => void) {
  const job = useJob<true>();
  const open = async () => {
    const opened = await job.run((hear) => {
      const { result, cancel } = shell.demo(hear);
      return { result: result.then(() => true), cancel };
    });
    if (opened) onOpened();
  };
  return { ...job, open };
}
