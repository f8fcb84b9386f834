import { BrowserClient, NativeClient } from "./api";
import { BackOffice } from "./backend";
import { expect, test } from "./fixtures";

test.describe.configure({ mode: "default" });
test.use({ withMiddleware: false });

test("@server the API rejects other origins and authenticates the caller itself", async ({ app, user }) => {
  const browser = new BrowserClient(app);
  await browser.ok("/sign-ins", { identifier: user.address, password: user.password });
  const refused = await browser.send("POST", "/session/end", {}, { Origin: "https://evil.example" });
  expect(refused.codes).toEqual(["request_forbidden"]);
  expect((await browser.get("/session")).status).toBe(200);
  expect((await new NativeClient(app).get("/me")).codes).toEqual(["authentication_invalid"]);
});

test("@server the backend API checks its key and rejects other origins itself", async ({ app }) => {
  expect((await new NativeClient(app).get("/users")).codes).toEqual(["authentication_invalid"]);
  const office = new BackOffice(app);
  expect((await office.get("/users")).status).toBe(200);
  const refused = await office.send("GET", "/users", undefined, { Origin: "https://evil.example" });
  expect(refused.codes).toEqual(["request_forbidden"]);
});
