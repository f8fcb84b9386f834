import { lock } from "./database";
import { expect, test } from "./fixtures";
import { rawReset, sendForm } from "./raw-form";
import { arrive, NEW_PASSWORD, signIn } from "./steps";

test("@server @sql a locked account has no session, gets no message, and cannot finish what it began", async ({
  app,
  page,
  person,
  nextPerson,
  inbox,
}) => {
  await arrive(page, person);
  const begun = await rawReset(app.url, person.address);
  const code = await inbox.code(person.address);
  await lock(app, person.address);

  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page, person.address, "not the password at all");
  await expect(page.getByText("Incorrect email, phone number or password")).toBeVisible();
  await signIn(page, person.address, person.password);
  await expect(page.getByText("This account is locked")).toBeVisible();
  const finished = await sendForm(begun, { code, password: NEW_PASSWORD, confirmPassword: NEW_PASSWORD });
  expect(finished.location).toBeNull();

  const other = nextPerson();
  await lock(app, other.address);
  await rawReset(app.url, other.address);
  const marker = nextPerson();
  await rawReset(app.url, marker.address);
  await inbox.code(marker.address);
  expect(await inbox.messages(other.address)).toEqual([]);
});
