import { expect, test } from "./fixtures";
import { rawReset, readForm, sendForm } from "./raw-form";
import { NEW_PASSWORD } from "./steps";

const SHAPES: [what: string, change: (body: FormData) => void][] = [
  ["an address twice", (body) => body.append("identifier", "eve@evil.example")],
  ["a list of addresses", (body) => body.set("identifier", "ada@example.com,eve@evil.example")],
  [
    "a second recipient by line end",
    (body) => body.set("identifier", "ada@example.com\r\nBcc: eve@evil.example"),
  ],
  ["two at signs", (body) => body.set("identifier", "ada@example.com＠evil.example")],
  ["a NUL", (body) => body.set("identifier", "ada\u0000@example.com")],
  ["a very long address", (body) => body.set("identifier", `${"a".repeat(5_000)}@example.com`)],
  ["a file", (body) => body.set("identifier", new File(["x"], "address.txt"))],
  ["nothing", (body) => body.delete("identifier")],
  ["prototype keys", (body) => body.set("__proto__", "x")],
];

test.describe("@server malformed forms", () => {
  for (const [what, change] of SHAPES) {
    test(`${what}: no 5xx and no message to another address`, async ({ app, inbox }) => {
      const form = await readForm(`${app.url}/forgot-password`, "identifier");
      const body = new FormData();
      for (const [name, value] of form.fields) body.set(name, value);
      body.set("identifier", `shape-${what.replaceAll(" ", "-")}@people.example`);
      change(body);
      const answer = await fetch(form.url, {
        method: "POST",
        body,
        redirect: "manual",
        headers: { origin: app.url, cookie: form.cookies },
      });
      expect(answer.status).toBeLessThan(500);
      expect(await inbox.messages("eve@evil.example")).toEqual([]);
    });
  }

  test("rejects malformed codes and unknown attempts at their field", async ({ app, user }) => {
    const form = await rawReset(app.url, user.address);
    const passwords = { password: NEW_PASSWORD, confirmPassword: NEW_PASSWORD };
    for (const code of ["12345", "1234567", "abcdef", '{"not":"1"}', "null", ""]) {
      const answer = await sendForm(form, { ...passwords, code });
      expect(answer.status).toBe(200);
      expect(answer.location).toBeNull();
      expect(answer.html).not.toContain("attempts left");
    }
    for (const attempt of ["", "1", "x' OR '1'='1", "00000000-0000-0000-0000-000000000000"]) {
      const answer = await sendForm(form, { ...passwords, code: "000000", attempt });
      expect(answer.status).toBe(200);
      expect(answer.location).toBeNull();
    }
  });

  test("accepts a code with spaces and hyphens", async ({ app, user, inbox }) => {
    const form = await rawReset(app.url, user.address);
    const code = await inbox.code(user.address);
    const pasted = ` ${code.slice(0, 3)}-${code.slice(3)} `;
    const answer = await sendForm(form, {
      code: pasted,
      password: NEW_PASSWORD,
      confirmPassword: NEW_PASSWORD,
    });
    expect(answer.location).toBe("/");
  });

  test("reports passwords that differ at the second field", async ({ app, user }) => {
    const form = await rawReset(app.url, user.address);
    const answer = await sendForm(form, {
      code: "000000",
      password: NEW_PASSWORD,
      confirmPassword: `${NEW_PASSWORD}.`,
    });
    expect(answer.html).toContain("match. Enter the new password again.");
    expect(answer.html).not.toContain("attempts left");
  });

  test("rejects a password of one megabyte and keeps serving requests", async ({ app, user }) => {
    const form = await readForm(`${app.url}/sign-in`, "identifier");
    const huge = { identifier: user.address, password: "x".repeat(1_000_000) };
    await Promise.all(Array.from({ length: 10 }, () => sendForm(form, huge).catch(() => null)));
    expect((await fetch(`${app.url}/api/health/ready`)).status).toBe(200);
    const long = await sendForm(form, { identifier: user.address, password: "x".repeat(2_000) });
    expect(long.html).toContain("at most 128 characters");
  });

  test("rejects a second request within the cooldown, the same for known and unknown users", async ({
    app,
    user,
  }) => {
    const told: string[] = [];
    for (const address of [user.address, "unknown-in-particular@people.example"]) {
      await rawReset(app.url, address);
      const form = await readForm(`${app.url}/forgot-password`, "identifier");
      const { html } = await sendForm(form, { identifier: address });
      told.push(/Too many requests\. Try again in \d+ seconds\./.exec(html)?.[0].replace(/\d+/, "n") ?? "");
    }
    expect(told[0]).not.toBe("");
    expect(told[0]).toBe(told[1]);
  });

  test("an unknown action causes no 5xx", async ({ app }) => {
    const answer = await fetch(`${app.url}/sign-in`, {
      method: "POST",
      headers: { origin: app.url, "next-action": "0".repeat(42), "content-type": "text/plain;charset=UTF-8" },
      body: '[{"a":"$undefined"}]',
    });
    expect([404, 409]).toContain(answer.status);
  });
});
