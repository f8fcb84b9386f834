import { expect, test } from "./fixtures";
import { rawReset, sendForm } from "./raw-form";
import { expectSignedIn, NEW_PASSWORD, requestPasswordReset, submitReset } from "./steps";

const passwords = { password: NEW_PASSWORD, confirmPassword: NEW_PASSWORD };

test.describe("@server codes are bound to their attempt", () => {
  test("rejects a code of another attempt", async ({ app, createNextUser, inbox }) => {
    const [first, second] = [createNextUser(), createNextUser()];
    const formOfFirst = await rawReset(app.url, first.address);
    await rawReset(app.url, second.address);
    const answer = await sendForm(formOfFirst, { code: await inbox.code(second.address), ...passwords });
    expect(answer.html).toContain("4 attempts left");
    expect(answer.location).toBeNull();
  });

  test("rejects the correct code from another browser", async ({ app, user, inbox }) => {
    const form = await rawReset(app.url, user.address);
    const code = await inbox.code(user.address);
    const answer = await sendForm({ ...form, cookies: "" }, { code, ...passwords });
    expect(answer.location).toBeNull();
    expect(answer.cookies).not.toContain("latchkey.session");
    const owner = await sendForm(form, { code, ...passwords });
    expect(owner.location).not.toBeNull();
  });

  test("rejects a new password without the code", async ({ app, user, inbox }) => {
    const form = await rawReset(app.url, user.address);
    await inbox.code(user.address);
    form.fields.delete("code");
    const answer = await sendForm(form, passwords);
    expect(answer.location).toBeNull();
    expect(answer.cookies).not.toContain("latchkey.session");
  });

  test("two resets in one browser accept only their own code", async ({
    page,
    context,
    createNextUser,
    inbox,
  }) => {
    const [first, second] = [createNextUser(), createNextUser()];
    await requestPasswordReset(page, first.address);
    const otherTab = await context.newPage();
    await requestPasswordReset(otherTab, second.address);
    await submitReset(otherTab, await inbox.code(first.address));
    await expect(otherTab.getByText("4 attempts left")).toBeVisible();
    await submitReset(page, await inbox.code(first.address));
    await expectSignedIn(page, first.address);
  });

  test("a code works once", async ({ app, user, inbox }) => {
    const form = await rawReset(app.url, user.address);
    const code = await inbox.code(user.address);
    expect((await sendForm(form, { code, ...passwords })).location).not.toBeNull();
    const again = { password: "another marble kite tonight", confirmPassword: "another marble kite tonight" };
    const second = await sendForm(form, { code, ...again });
    expect(second.location).toBeNull();
    expect(second.html).toMatch(/already been used|Password already changed/);
  });
});
