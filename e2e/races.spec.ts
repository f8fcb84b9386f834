import { expect, test } from "./fixtures";
import { rawReset, readForm, sendForm } from "./raw-form";
import { NEW_PASSWORD, wrongCode } from "./steps";

test.describe("@server @both concurrent requests", () => {
  test("checks at most 5 of 50 concurrent wrong codes, then rejects the correct one", async ({
    app,
    user,
    inbox,
  }) => {
    const form = await rawReset(app.url, user.address);
    const code = await inbox.code(user.address);
    const passwords = { password: NEW_PASSWORD, confirmPassword: NEW_PASSWORD };
    const guesses = Array.from({ length: 50 }, () => sendForm(form, { code: wrongCode(code), ...passwords }));
    const answers = await Promise.all(guesses);
    const checked = answers.filter(({ html }) => /attempts? left/.test(html)).length;
    expect(checked).toBeGreaterThan(0);
    expect(checked).toBeLessThanOrEqual(5);
    const right = await sendForm(form, { code, ...passwords });
    expect(right.location).toBeNull();
    expect(right.cookies).not.toContain("latchkey.session");
  });

  test("of 20 correct codes with 20 passwords exactly one succeeds, and only its password works", async ({
    app,
    user,
    inbox,
  }) => {
    const form = await rawReset(app.url, user.address);
    const code = await inbox.code(user.address);
    const passwords = Array.from({ length: 20 }, (_, index) => `${NEW_PASSWORD} number ${index}`);
    const answers = await Promise.all(
      passwords.map((password) => sendForm(form, { code, password, confirmPassword: password })),
    );
    const winners = passwords.filter((_, index) => answers[index]?.location !== null);
    expect(winners).toHaveLength(1);

    const working: string[] = [];
    for (const password of passwords.slice(0, 5).concat(winners)) {
      const signIn = await readForm(`${app.url}/sign-in`, "identifier");
      const { location } = await sendForm(signIn, { identifier: user.address, password });
      if (location !== null) working.push(password);
    }
    expect(new Set(working)).toEqual(new Set(winners));
    expect(await inbox.withSubject(user.address, "password was changed")).toHaveLength(1);
  });

  test("checks at most ten of 100 concurrent wrong passwords, then locks the account for a time", async ({
    app,
    user,
  }) => {
    const form = await readForm(`${app.url}/sign-in`, "identifier");
    const wrong = { identifier: user.address, password: "not the password at all" };
    const answers = await Promise.all(Array.from({ length: 100 }, () => sendForm(form, wrong)));
    const checked = answers.filter(({ html }) => html.includes("Incorrect email")).length;
    expect(checked).toBeGreaterThan(0);
    expect(checked).toBeLessThanOrEqual(10);
    const right = await sendForm(form, { identifier: user.address, password: user.password });
    expect(right.location).toBeNull();
    expect(right.html).toContain("Too many failed attempts");
  });
});
