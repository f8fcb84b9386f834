import { readFile } from "node:fs/promises";
import { query, userIdOf } from "../database";
import { expect, test } from "../fixtures";
import { arriveAsAdmin } from "./administrators";

const FORMULA = "=HYPERLINK(A1)";

/** SQL that inserts `count` audit events at one-second intervals before `day`. */
const write = (day: string, count: number, userId: string) =>
  `INSERT INTO "AuditEvent" (type, outcome, "userId", "userAgent", "createdAt")
   SELECT 'test.happened', 'success', '${userId}', '${FORMULA}', timestamptz '${day}' - n * interval '1 second'
   FROM generate_series(1, ${count}) AS n`;

test("@server @sql filters, paginates and exports the audit log, and escapes formulas in the export", async ({
  app,
  page,
  user,
}) => {
  await arriveAsAdmin(app, page, user);
  const userId = await userIdOf(app, user.address);
  await query(app, write("2026-03-02T00:00:00Z", 70, userId));
  await query(app, write("2026-03-03T00:00:00Z", 3, userId));
  await page.goto("/admin/audit");
  await page.getByLabel("User ID").fill("nonsense");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page.getByText("Enter a valid user ID.")).toBeVisible();
  await page.getByLabel("User ID").fill(userId);
  await page.getByLabel("Type").fill("test.happened");
  await page.getByLabel("Until").fill("2026-03-01");
  await page.getByRole("button", { name: "Filter" }).click();
  const lines = page.getByRole("listitem").filter({ hasText: "test.happened" });
  const counts = [];
  for (let number = 0; number < 3; number++) {
    if (number > 0) {
      await page.getByRole("link", { name: "Next" }).click();
      await expect(page).toHaveURL(/cursor=/);
    }
    await expect(lines).toHaveCount(number < 2 ? 30 : 10);
    counts.push(await lines.count());
  }
  expect(counts).toEqual([30, 30, 10]);
  await expect(page.getByRole("link", { name: "Next" })).toHaveCount(0);
  await page.getByRole("link", { name: "Back to latest" }).click();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("latchkey-audit-log.csv");
  const csv = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  expect(csv).toHaveLength(71);
  expect(csv[0]).toContain('"createdAt","type"');
  for (const line of csv.slice(1)) expect(line).toContain(`"'${FORMULA}"`);
  const exported = `SELECT 1 FROM "AuditEvent" WHERE type = 'audit_log.exported' AND "actorId" = $1`;
  expect(await query(app, exported, [userId])).toHaveLength(1);
});
