import type { Language } from "../zh-CN";

/** Words of the page that asks who works, in English. */
export const login: Language["login"] = {
  title: "Log in to {{book}}",
  body: "Every act in this book names who did it.",
  user: "User",
  password: "Password",
  enter: "Log in",
  otherBook: "Open another book",
};
