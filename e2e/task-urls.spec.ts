import { expect, test } from "./fixtures";
import { signIn } from "./steps";

test.use({
  settings: {
    INBOX: "off",
    TASK_URLS: '{"reset-password":"/welcome/new-password"}',
  },
});

test("@server redirects to the task pages of TASK_URLS", async ({ page, app }) => {
  await signIn(page, "grace@example.com", "violet otter mends lanterns");
  await expect(page).toHaveURL("/welcome/new-password");
  await page.goto("/dashboard");
  await expect(page).toHaveURL("/welcome/new-password?redirect_url=%2Fdashboard");
  const session = await page.request.get(`${app.url}/api/v1/session`).then((answer) => answer.json());
  expect(session.currentTask).toEqual({ key: "reset-password", url: "/welcome/new-password" });
});
