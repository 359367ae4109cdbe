import type { Language } from "../zh-CN";

/** Words of customers' classes: facts, segments, figures, prices, in English. */
export const classes: Language["classes"] = {
  facts: {
    source: "Source",
    owner: "Owner",
    nobody: "nobody yet",
    inactive: "{{name}} (inactive)",
    potential: "Declared annual spend ({{currency}})",
    registered_capital: "Registered capital ({{currency}})",
    headcount: "Headcount",
  },
};
