import "@/lib/db/testing/own-database";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { config } from "@/lib/config";
import { decrypt } from "@/lib/crypto/encryption";
import { STABLE_PURPOSES } from "@/lib/crypto/keys";
import { database } from "@/lib/db/client";
import { loadHashKeys } from "@/lib/db/hash-keys";
import { removeInstance, reportInstance } from "@/lib/db/instances";
import { startWithSecrets } from "@/lib/db/testing/start-with-secrets";
import { createSignIn } from "@/lib/flows/sign-in/create";
import { createTestUser, makeCaller } from "@/lib/flows/testing/user";
import { sealWebhookSecret } from "@/lib/webhooks/secret";
import { runCommand } from "./run";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

const OLD = "the old secret of the command tests";
const NEW = "the new secret of the command tests";
const PASSWORD = "copper kites circle northward";

async function secrets(...args: string[]): Promise<string> {
  const { done, message } = await runCommand(["secrets", ...args]);
  expect(message).not.toContain(OLD);
  expect(message).not.toContain(NEW);
  return `${done ? "done" : "rejected"}: ${message}`;
}

async function requestCode(): Promise<void> {
  const { address: identifier } = await createTestUser(PASSWORD);
  const strategy = "reset_password_email_code";
  const begun = await createSignIn({ identifier, strategy, redirectUrl: null }, makeCaller());
  if (!begun.ok) throw new Error(begun.errors[0].code);
}

beforeEach(async () => {
  const db = await database();
  for (const table of [
    db.hashKey,
    db.verification,
    db.outboxMessage,
    db.webhookEndpoint,
    db.instance,
    db.user,
  ])
    await (table as typeof db.hashKey).deleteMany();
  await startWithSecrets(OLD);
});

test("every encrypted value is encrypted again, and then the old secret can be removed", async () => {
  const db = await database();
  for (let n = 0; n < 3; n++) await createTestUser(PASSWORD, { totp: true });
  const sealedSecret = sealWebhookSecret("whsec_one");
  const sealedPreviousSecret = sealWebhookSecret("whsec_two");
  await db.webhookEndpoint.create({
    data: { url: "https://hooks.example", sealedSecret, sealedPreviousSecret },
  });
  await requestCode();
  await db.code.deleteMany();
  await startWithSecrets(NEW, OLD);
  await createTestUser(PASSWORD, { totp: true });
  expect(await secrets()).toBe(
    "done: Encrypted again with AUTH_SECRET_1: 3 authenticator apps, 1 webhook secret, 1 previous webhook secret, " +
      `1 message, ${STABLE_PURPOSES.length} keys of hashes.\n` +
      "Nothing depends on AUTH_SECRET: remove it from the settings of every instance, and restart them.",
  );
  expect(await secrets()).toContain("done: Everything is encrypted with AUTH_SECRET_1.");
  await startWithSecrets(NEW);
  for (const { sealedSecret: sealed } of await db.totpSecret.findMany())
    expect(decrypt("totp", sealed)).toMatch(/^[A-Z2-7]+$/);
  const endpoint = await db.webhookEndpoint.findFirstOrThrow();
  expect(decrypt("webhook", endpoint.sealedSecret)).toBe("whsec_one");
  expect(decrypt("webhook", endpoint.sealedPreviousSecret ?? new Uint8Array())).toBe("whsec_two");
  expect(await secrets()).toBe(
    "done: Everything is encrypted with AUTH_SECRET.\nThere is no earlier secret in the settings.",
  );
});

test("more values than one batch holds are encrypted again", async () => {
  const db = await database();
  const data = Array.from({ length: 1_201 }, () => ({
    url: "https://hooks.example",
    sealedSecret: sealWebhookSecret("whsec_one"),
  }));
  await db.webhookEndpoint.createMany({ data });
  await startWithSecrets(NEW, OLD);
  expect(await secrets()).toContain("1201 webhook secrets");
  await startWithSecrets(NEW);
  for (const { sealedSecret } of await db.webhookEndpoint.findMany())
    expect(decrypt("webhook", sealedSecret)).toBe("whsec_one");
});

test("two runs at the same time encrypt each value once and lose none", async () => {
  const db = await database();
  for (let n = 0; n < 20; n++) await createTestUser(PASSWORD, { totp: true });
  const before = (await db.totpSecret.findMany()).map(({ sealedSecret }) => decrypt("totp", sealedSecret));
  await startWithSecrets(NEW, OLD);
  await Promise.all([secrets(), secrets()]);
  await startWithSecrets(NEW);
  const after = (await db.totpSecret.findMany()).map(({ sealedSecret }) => decrypt("totp", sealedSecret));
  expect(new Set(after)).toEqual(new Set(before));
});

describe("the old secret is kept", () => {
  test("while a code that it verifies is valid", async () => {
    await requestCode();
    await startWithSecrets(NEW, OLD);
    await requestCode();
    expect(await secrets()).toMatch(
      /\nKeep AUTH_SECRET: 1 valid code depends on it until \d{4}-[\d:T.-]+Z\. Run this command again after that\.$/,
    );
    const db = await database();
    await db.$executeRaw`UPDATE "Code" SET "expiresAt" = now()`;
    expect(await secrets()).toContain("Nothing depends on AUTH_SECRET:");
  });

  test("while a code of a version without secret rotation is valid", async () => {
    await requestCode();
    await (await database()).$executeRaw`UPDATE "Code" SET "secretId" = NULL`;
    await startWithSecrets(NEW, OLD);
    expect(await secrets()).toContain("Keep AUTH_SECRET: 1 valid code");
  });

  test("while an instance encrypts with it", async () => {
    await startWithSecrets(OLD, NEW);
    await reportInstance();
    await startWithSecrets(NEW, OLD);
    expect(await secrets()).toMatch(/Keep AUTH_SECRET: 1 instance \(seen at .*Z\) still encrypts with it\./);
    await reportInstance();
    expect(await secrets()).toContain("Nothing depends on AUTH_SECRET:");
  });
});

test("each of several old secrets is reported", async () => {
  await requestCode();
  const OLDEST = "the oldest secret of the command tests";
  await startWithSecrets(NEW, OLD, OLDEST);
  const message = await secrets();
  expect(message).toContain("Keep AUTH_SECRET_1: 1 valid code");
  expect(message).toContain("Nothing depends on AUTH_SECRET:");
});

test("nothing is changed while an instance runs without the new secret", async () => {
  const { id: userId } = await createTestUser(PASSWORD, { totp: true });
  await reportInstance();
  await startWithSecrets(NEW, OLD);
  expect(await secrets()).toMatch(
    /^rejected: Nothing was changed: 1 instance \(seen at .*Z\) cannot decrypt with AUTH_SECRET_1 yet\./,
  );
  const db = await database();
  await startWithSecrets(OLD);
  const sealed = async () => (await db.totpSecret.findUniqueOrThrow({ where: { userId } })).sealedSecret;
  expect(decrypt("totp", await sealed())).toMatch(/^[A-Z2-7]+$/);
  await removeInstance();
  await startWithSecrets(NEW, OLD);
  expect(await secrets()).toContain("1 authenticator app");
});

test("a killed instance is waited for no longer than three minutes", async () => {
  await reportInstance();
  await (await database()).$executeRaw`UPDATE "Instance" SET "seenAt" = now() - interval '181 seconds'`;
  await startWithSecrets(NEW, OLD);
  expect(await secrets()).toMatch(/^done: /);
});

test("a value that no secret decrypts is reported and stays as it is", async () => {
  const db = await database();
  const sealedSecret = sealWebhookSecret("whsec_lost");
  const { id } = await db.webhookEndpoint.create({ data: { url: "https://hooks.example", sealedSecret } });
  await startWithSecrets(NEW);
  expect(await secrets()).toContain("No secret of the settings can decrypt 1 webhook secret.");
  const endpoint = await db.webhookEndpoint.findUniqueOrThrow({ where: { id } });
  expect(Buffer.from(endpoint.sealedSecret).equals(sealedSecret)).toBe(true);
});

test("nothing is changed if no secret decrypts the keys of hashes", async () => {
  const db = await database();
  const keys = () => db.hashKey.findMany({ orderBy: { fingerprint: "asc" } });
  const before = await keys();
  config().authSecrets = [{ name: "AUTH_SECRET", value: NEW }];
  expect(await secrets()).toMatch(
    /^rejected: Nothing was changed: none of the secrets .* the keys of hashes\./,
  );
  expect(await keys()).toEqual(before);
  await startWithSecrets(OLD);
  expect(await secrets()).toMatch(/^done: /);
});

test("every start with a secret that cannot decrypt the first keys says so, until it is back", async () => {
  expect(await loadHashKeys({ store: true })).toEqual({ replaced: false, missing: false });
  config().authSecrets = [{ name: "AUTH_SECRET", value: NEW }];
  expect(await loadHashKeys({ store: true })).toEqual({ replaced: true, missing: true });
  expect(await loadHashKeys({ store: true })).toEqual({ replaced: true, missing: false });
  config().authSecrets = [
    { name: "AUTH_SECRET_1", value: NEW },
    { name: "AUTH_SECRET", value: OLD },
  ];
  expect(await loadHashKeys({ store: true })).toEqual({ replaced: false, missing: false });
});

test("an argument is rejected", async () => {
  expect(await secrets("now")).toBe("rejected: secrets   takes no arguments");
});
