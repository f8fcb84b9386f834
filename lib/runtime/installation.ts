import { config } from "@/lib/config";
import { database } from "@/lib/db/client";
import { seedDemoAccountsOnce } from "@/lib/demo/accounts";
import { lockDemoAccounts } from "@/lib/demo/lock";
import { log } from "@/lib/log";

/**
 * Prepares the accounts of an installation: creates the demo accounts if `DEMO` is on, locks them if it is off, and
 * logs how to create the first admin if there are no users.
 */
export async function prepareInstallation(): Promise<void> {
  const { demo, appUrl, signUp } = config();
  if (demo.seed) await seedDemoAccountsOnce();
  if (!demo.on) {
    const userIds = await lockDemoAccounts();
    if (userIds.length > 0)
      log.warn(
        { event: "demo.locked", userIds },
        "DEMO is off: locked the accounts that still have the public demo password.",
      );
  }
  const db = await database();
  if ((await db.user.findFirst({ select: { id: true } })) === null)
    log.info(
      { event: "installation.empty" },
      signUp.mode === "open"
        ? `There are no accounts yet. Sign up at ${appUrl}/sign-up, then become an administrator by "node latchkey.mjs admin ADDRESS" beside server.js, or "npm run admin -- ADDRESS" in a checkout.`
        : 'There are no accounts yet. Create the first administrator by "node latchkey.mjs admin ADDRESS --create" beside server.js, or "npm run admin -- ADDRESS --create" in a checkout.',
    );
}
