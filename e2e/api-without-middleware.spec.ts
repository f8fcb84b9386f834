import { BrowserClient, NativeClient } from "./api";
import { expect, test } from "./fixtures";

test.use({ withMiddleware: false });

test("@server the API refuses other origins by itself, and asks for itself who calls", async ({
  app,
  person,
}) => {
  const browser = new BrowserClient(app);
  await browser.ok("/sign-ins", { identifier: person.address, password: person.password });
  const refused = await browser.send("POST", "/session/end", {}, { Origin: "https://evil.example" });
  expect(refused.codes).toEqual(["request_forbidden"]);
  expect((await browser.get("/session")).status).toBe(200);
  expect((await new NativeClient(app).get("/me")).codes).toEqual(["authentication_invalid"]);
});
