/** Words of the page that asks who works, in Chinese. */
export const login = {
  title: "登录 {{book}}",
  body: "每一次操作都记着是谁做的。",
  user: "用户名",
  password: "密码",
  enter: "进入",
  otherBook: "打开别的账套",
} as const;
