import { expect, test } from "./fixtures";
import { expectLayout } from "./layout";
import { signIn } from "./steps";

test.describe.configure({ mode: "default" });
test.use({
  settings: {
    APP_NAME: "Ärztekammer Süd-Ost & Söhne",
    BRAND_COLOR: "#ffd400",
    SUPPORT_URL: "mailto:help@acme.example",
    TERMS_URL: "https://acme.example/terms",
    PRIVACY_URL: "https://acme.example/privacy",
  },
});

test("pages have the name, the color and the links of the settings, and fit a phone", async ({
  page,
  user,
}) => {
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto("/sign-up");
  await expect(page).toHaveTitle("Sign up · Ärztekammer Süd-Ost & Söhne");
  await expect(page.getByRole("link", { name: "Ärztekammer Süd-Ost & Söhne" })).toHaveAttribute("href", "/");
  const consent = page.getByText("By signing up, you agree to our");
  await expect(consent.getByRole("link", { name: "terms of service" })).toHaveAttribute(
    "href",
    "https://acme.example/terms",
  );
  await expect(page.getByRole("button", { name: "Sign up", exact: true })).toHaveCSS(
    "background-color",
    "rgb(255, 212, 0)",
  );
  await expect(page.getByRole("contentinfo").getByRole("link")).toHaveText(["Support", "Terms", "Privacy"]);
  await expectLayout(page, "sign-up");
  await signIn(page, user.address, user.password);
  await page.goto("/account");
  await expectLayout(page, "account");
  expect(complaints).toEqual([]);
});

test("@server what a build could contain follows the settings: the manifest, and pages that do not exist", async ({
  app,
}) => {
  const manifest = await fetch(`${app.url}/manifest.webmanifest`);
  expect(manifest.headers.get("content-type")).toBe("application/manifest+json");
  expect(await manifest.json()).toMatchObject({ name: "Ärztekammer Süd-Ost & Söhne" });
  const missing = await fetch(`${app.url}/no-such-page`);
  expect(missing.status).toBe(404);
  expect(await missing.text()).toContain("<title>Not found · Ärztekammer Süd-Ost &amp; Söhne</title>");
  for (const [path, type] of Object.entries({
    "/favicon.ico": "image/x-icon",
    "/apple-icon.png": "image/png",
    "/robots.txt": "text/plain",
  })) {
    const { status, headers } = await fetch(app.url + path);
    expect([path, status, headers.get("content-type")]).toEqual([path, 200, expect.stringContaining(type)]);
  }
});
