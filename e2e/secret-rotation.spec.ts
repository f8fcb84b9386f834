import { NativeClient, signedInApp } from "./api";
import { Authenticator } from "./authenticator";
import { run } from "./command";
import { expect, test } from "./fixtures";
import { Inbox } from "./inbox";
import { App } from "./servers/app";
import { addressOf, TEST_USER_PASSWORD } from "./users";

const NEW = "a newer secret for the end-to-end tests and nothing else";
const USER = { address: addressOf(0), password: TEST_USER_PASSWORD };
const OTHER = { address: addressOf(1), password: TEST_USER_PASSWORD };

/** Returns the same client, which calls another instance from now on. */
function at(app: App, { token }: NativeClient): NativeClient {
  const client = new NativeClient(app);
  client.token = token;
  return client;
}

const statusOf = async (client: NativeClient) => (await client.get("/session")).body.status;

async function signIn(app: App, strategy: "totp" | "backup_code", code: string): Promise<NativeClient> {
  const client = new NativeClient(app);
  const { id } = await client.ok("/sign-ins", { identifier: USER.address, password: USER.password });
  await client.ok(`/sign-ins/${id}/attempt-second-factor`, { strategy, code });
  return client;
}

test("@server @sql a rotation of the secret on two instances signs no user out", async () => {
  test.slow();
  const first = await App.start("postgres");
  const { databaseUrl: DATABASE_URL = "" } = first;
  const apps = [first];
  try {
    const client = await signedInApp(first, USER);
    const setup = "/session/tasks/setup-mfa";
    const { secret } = await client.ok(setup, { strategy: "totp" });
    const authenticator = new Authenticator(secret);
    const { backupCodes } = await client.ok(setup, { strategy: "totp", code: await authenticator.code() });
    const reset = new NativeClient(first);
    const strategy = "reset_password_email_code";
    const begun = await reset.ok("/sign-ins", { identifier: OTHER.address, strategy });
    const code = await new Inbox(first.url).code(OTHER.address);

    const second = await App.start("postgres", { DATABASE_URL, AUTH_SECRET_1: NEW });
    apps.push(second);
    expect(await statusOf(at(second, client))).toBe("active");
    const verified = await at(second, reset).ok(`/sign-ins/${begun.id}/attempt-first-factor`, {
      strategy,
      code,
    });
    expect(verified.status).toBe("needs_new_password");
    const signedIn = await signIn(second, "totp", await authenticator.code());
    expect(await statusOf(signedIn)).toBe("active");
    expect(await statusOf(at(first, signedIn))).toBe("active");
    const secrets = () => run(second, ["secrets"], { AUTH_SECRET_1: NEW });
    await expect(secrets()).rejects.toThrow(/1 instance .* cannot decrypt with AUTH_SECRET_1 yet/);

    await first.stop();
    const printed = await secrets();
    expect(printed).toMatch(/^Encrypted again with AUTH_SECRET_1: \d authenticator apps?,/);
    expect(printed).toContain("Nothing depends on AUTH_SECRET:");
    await second.stop();
    const third = await App.start("postgres", { DATABASE_URL, AUTH_SECRET: NEW });
    apps.push(third);
    for (const kept of [client, signedIn]) expect(await statusOf(at(third, kept))).toBe("active");
    await signIn(third, "backup_code", backupCodes[0]);
    for (const { log } of apps) {
      expect(log).not.toContain("secrets.replaced");
      expect(log).not.toContain(NEW);
    }
  } finally {
    await Promise.all(apps.map((app) => app.stop()));
  }
});
