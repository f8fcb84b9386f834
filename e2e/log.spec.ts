import { expect, test } from "./fixtures";
import { rawReset, readForm, sendForm } from "./raw-form";
import { NEW_PASSWORD } from "./steps";

test("@server the log holds no password, code, token or address", async ({ app, person, inbox }) => {
  const form = await rawReset(app.url, person.address, { "user-agent": 'Firefox {"event":"forged"}' });
  const code = await inbox.code(person.address);
  const done = await sendForm(form, { code, password: NEW_PASSWORD, confirmPassword: NEW_PASSWORD });
  const signIn = await readForm(`${app.url}/sign-in`, "identifier");
  await sendForm(signIn, { identifier: person.address, password: "not the password at all" });
  const tokens = done.cookies.split("; ").map((pair) => pair.split("=")[1] ?? "");
  expect(tokens.every((token) => token.length > 20)).toBe(true);
  for (const secret of [
    code,
    NEW_PASSWORD,
    person.password,
    person.address,
    "not the password at all",
    ...tokens,
  ]) {
    expect(app.log.includes(secret)).toBe(false);
  }
  const lines = app.log.split("\n").filter((line) => line.startsWith("{"));
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ event: expect.any(String), time: expect.any(String) });
});
