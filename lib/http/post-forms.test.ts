import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** The form that adds the binding, and the forms that use GET. */
const PLAIN_FORMS = [
  "app/(admin)/admin/audit/filter.tsx",
  "app/(admin)/admin/users/page.tsx",
  "app/_ui/post-form.tsx",
  "app/inbox/page.tsx",
];

const COMPONENTS = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".tsx"))
  .map((file) => path.join("app", file));

test("every form that calls a server action is a PostForm, which binds it to its user", () => {
  const holding = (pattern: RegExp) => COMPONENTS.filter((file) => pattern.test(readFileSync(file, "utf8")));
  expect(holding(/<form\b/).sort()).toEqual(PLAIN_FORMS);
  expect(holding(/<PostForm\b/).length).toBeGreaterThan(8);
  const bare = PLAIN_FORMS.flatMap((file) => readFileSync(file, "utf8").match(/<form\b[^>]*>/g) ?? []);
  for (const form of bare) expect(form).not.toMatch(/Action\b|formAction|method=/);
});
