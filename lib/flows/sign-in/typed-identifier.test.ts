import "@/lib/db/testing/own-database";
import { afterEach, expect, test, vi } from "vitest";
import { config } from "@/lib/config";
import { database } from "@/lib/db/client";
import { createTestUser, makeCaller, newAddress } from "../testing/user";
import { createSignIn } from "./create";
import { describeSignIn } from "./resource";
import { signInWithPassword } from "./with-password";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

const PASSWORD = "violet otter mends lanterns";

afterEach(() => {
  config().revealAccounts = false;
});

async function describedFor(identifier: string) {
  const caller = makeCaller();
  const created = await createSignIn({ identifier, strategy: null, redirectUrl: null }, caller);
  if (!created.ok) throw new Error(JSON.stringify(created.errors));
  const described = await describeSignIn(created.signInId, caller);
  if (!described.ok) throw new Error("the attempt was not found");
  return described.signIn;
}

const withStrategy = (
  { supportedFirstFactors }: Awaited<ReturnType<typeof describedFor>>,
  strategy: string,
) => supportedFirstFactors.find((factor) => factor.strategy === strategy);

test("an attempt returns its identifier as typed, for known and unknown identifiers", async () => {
  const { address } = await createTestUser(PASSWORD);
  for (const known of [address, newAddress()]) {
    const typed = known.toUpperCase();
    const signIn = await describedFor(` ${typed} `);
    expect(signIn.identifier).toBe(typed);
    for (const strategy of ["email_code", "email_link", "reset_password_email_code"])
      expect(withStrategy(signIn, strategy)).toMatchObject({ safeIdentifier: typed });
  }
});

test("@texts a number is returned as typed, and other contacts stay masked", async () => {
  const { id, address } = await createTestUser(PASSWORD);
  const number = "+12025550147";
  await (await database()).phoneNumber.create({
    data: { userId: id, number, isPrimary: true, verifiedAt: new Date() },
  });
  const byPhone = await describedFor("+1 (202) 555-0147");
  expect(byPhone.identifier).toBe("+1 (202) 555-0147");
  expect(withStrategy(byPhone, "phone_code")).toMatchObject({ safeIdentifier: "+1 (202) 555-0147" });
  const byEmail = await describedFor(address.toUpperCase());
  expect(JSON.stringify(byEmail)).not.toContain(number);
  expect(withStrategy(byEmail, "phone_code")).toMatchObject({ safeIdentifier: expect.stringContaining("•") });
});

test("an attempt of an earlier version returns the normalized identifier", async () => {
  const { address } = await createTestUser(PASSWORD);
  const caller = makeCaller();
  const created = await createSignIn({ identifier: address, strategy: null, redirectUrl: null }, caller);
  if (!created.ok) throw new Error("not created");
  const db = await database();
  await db.signIn.update({ where: { id: created.signInId }, data: { typedIdentifier: null } });
  expect(await describeSignIn(created.signInId, caller)).toMatchObject({ signIn: { identifier: address } });
});

test.each([
  ["claimed@people.example", "email_address_not_found"],
  ["+12025550148", "phone_number_not_found"],
])(
  "@texts with REVEAL_ACCOUNTS, an unverified %s gets an error with the word of its channel",
  async (typed, key) => {
    const { id: userId } = await createTestUser(PASSWORD);
    const db = await database();
    if (typed.includes("@")) await db.emailAddress.create({ data: { userId, address: typed } });
    else await db.phoneNumber.create({ data: { userId, number: typed } });
    const code = typed.includes("@") ? "email_code" : "phone_code";
    const send = () =>
      createSignIn(
        { identifier: typed, strategy: `reset_password_${code}`, redirectUrl: null },
        makeCaller(),
      );
    const signIn = () =>
      signInWithPassword({ identifier: typed, password: PASSWORD, redirectUrl: null }, makeCaller());
    expect(await send()).toMatchObject({ ok: true });
    expect(await signIn()).toMatchObject({ errors: [{ code: "form_password_incorrect" }] });
    config().revealAccounts = true;
    const rejected = { errors: [{ code: "form_identifier_not_found", messageOverride: { key } }] };
    expect(await send()).toMatchObject(rejected);
    expect(await signIn()).toMatchObject(rejected);
  },
);
