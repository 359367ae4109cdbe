import { useRegionNames } from "./queries";

/** Municipalities by the first digits of their code (GB/T 2260): what stands between one and its districts says nothing. */
const MUNICIPALITIES = ["11", "12", "31", "50"];

/** Where a party is, in a list: province and city, or municipality and district. */
export function RegionText({ code }: { code: string | null | undefined }) {
  const names = useRegionNames(code);
  const [first, second, third] = names;
  const place = MUNICIPALITIES.includes((code ?? "").slice(0, 2)) ? third : second;
  return <span className="second">{[first, place].filter(Boolean).join(" ")}</span>;
}
