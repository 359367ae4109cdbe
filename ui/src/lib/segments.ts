/** Saved segments of customers, which lists and reports can be confined to. */
import { useQuery } from "@tanstack/react-query";
import type { ClassBy, CustomerSegment, SegmentChoice, SegmentRule } from "../bindings";
import { call } from "./door";

const NONE: CustomerSegment[] = [];

export function useSegments(): CustomerSegment[] {
  return useQuery({ queryKey: ["segment.list"], queryFn: () => call("segment.list", {}) }).data ?? NONE;
}

/** The field of a segment that tells a class; of one customer alone there is none. */
const choiceOf: Record<ClassBy, SegmentChoice | null> = {
  party: null,
  industry: "industry",
  region: "region",
  big_region: "region",
  power: "power",
  abc: "abc",
  source: "source",
  owner: "owner",
  tag: "tag",
  currency: "currency",
  terms: "terms",
};

/** A class in an address: `industry:C`, `tag:` for those without. */
export const classInAddress = (by: ClassBy, value: string | null) => `${by}:${value ?? ""}`;

/** The customers of the class in an address; `null` where it is none. */
export function ruleOfClass(address: string): SegmentRule | null {
  const at = address.indexOf(":");
  const by = address.slice(0, at) as ClassBy;
  const field = at > 0 ? choiceOf[by] : null;
  if (!field) return null;
  const value = address.slice(at + 1);
  return value === "" ? { op: "missing", field } : { op: "in", field, values: [value] };
}
