import { NativeClient } from "./api";
import { checkPage } from "./check-page";
import { expect, test } from "./fixtures";

const PAGE = "/docs/api";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the API page documents every endpoint and type of the OpenAPI document and links to each", async ({
    app,
    page,
  }) => {
    const { body } = await new NativeClient(app).get("/openapi.json");
    await page.goto(PAGE);
    await expect(page.getByRole("heading", { name: "HTTP API", level: 1 })).toBeVisible();
    const shown = await page.getByRole("heading", { level: 3 }).allTextContents();
    const calls = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(shown).toEqual(expect.arrayContaining([...calls, ...Object.keys(body.components.schemas)]));
    await page.getByText("Sign-in", { exact: true }).first().click();
    await page.getByRole("link", { name: "POST /sign-ins", exact: true }).click();
    const call = page.getByRole("article", { name: "POST /sign-ins", exact: true });
    await expect(call).toBeInViewport();
    await call.getByRole("link", { name: "SignIn" }).click();
    await expect(page.getByRole("heading", { name: "SignIn", exact: true })).toBeInViewport();
  });
});

test("every link of the API page has a target, and the page fits a narrow phone", async ({ page }) => {
  test.slow();
  await page.goto(PAGE);
  const lost = await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    return [...document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')]
      .map(({ hash }) => hash.slice(1))
      .filter((id) => document.getElementById(id) === null);
  });
  expect(lost).toEqual([]);
  await checkPage(page, "the API, all of it open");
});
