import { promote } from "@/e2e/admin/administrators";
import type { App } from "@/e2e/servers/app";
import { addressOf, TEST_USER_PASSWORD } from "@/e2e/users";
import { signedIn } from "@/e2e/visitor";
import { get, medianMs } from "./http-load";
import type { Searching } from "./users";

const ROOMS = {
  "the overview": "/admin",
  "the page of users": "/admin/users?query=3f9a2",
  "the page of messages": "/admin/messages",
  "the page of failed messages": "/admin/messages?status=failed",
  "the page of the audit log": "/admin/audit",
};

/** Measures the admin pages with the existing users. */
export async function measureAdminPages(app: App): Promise<Searching> {
  const admin = { address: addressOf(0), password: TEST_USER_PASSWORD };
  await promote(app, admin);
  const { cookies } = await signedIn(app, admin);
  const results: Searching = {};
  for (const [name, path] of Object.entries(ROOMS))
    results[name] = await medianMs(() => get(app.url + path, { cookie: cookies }));
  return results;
}
