import { useRegionNames } from "./queries";

/** What stands between a municipality and its districts, and says nothing. */
const BETWEEN = ["市辖区", "县"];

/** Where a party is, in a list: province and city, in short. */
export function RegionText({ code }: { code: string | null | undefined }) {
  const names = useRegionNames(code).filter((name) => !BETWEEN.includes(name));
  const short = names.slice(0, 2).map((name) => name.replace(/[省市]$/, ""));
  return <span className="second">{short.join(" ")}</span>;
}
