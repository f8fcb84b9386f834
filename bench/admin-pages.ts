import { promote } from "@/e2e/admin/administrators";
import type { App } from "@/e2e/servers/app";
import { addressOf, TEST_USER_PASSWORD } from "@/e2e/users";
import { signedIn } from "@/e2e/visitor";
import { get, medianMs, repeat } from "./http-load";
import type { Searching } from "./users";

const OVERVIEW = "/admin";
const SECONDS = 5;

const PAGES = {
  "the overview": OVERVIEW,
  "the page of users": "/admin/users?query=3f9a2",
  "the page of messages": "/admin/messages",
  "the page of failed messages": "/admin/messages?status=failed",
  "the page of the audit log": "/admin/audit",
};

/** Measures the admin pages with the existing users, first the overview while it is not counted yet. */
export async function measureAdminPages(app: App): Promise<Searching> {
  const admin = { address: addressOf(0), password: TEST_USER_PASSWORD };
  await promote(app, admin);
  const { cookies } = await signedIn(app, admin);
  const results: Searching = {};
  const startedAt = performance.now();
  await get(app.url + OVERVIEW, { cookie: cookies });
  results["the overview, the first request of the process"] = Math.round(performance.now() - startedAt);
  const { p99Ms } = await repeat({ url: app.url + OVERVIEW, headers: { cookie: cookies } }, SECONDS);
  results["the overview for 16 admins at the same time, p99"] = p99Ms;
  for (const [name, path] of Object.entries(PAGES))
    results[name] = await medianMs(() => get(app.url + path, { cookie: cookies }));
  return results;
}
