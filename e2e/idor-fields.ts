import { randomUUID } from "node:crypto";
import { query } from "./database";
import type { App } from "./servers/app";

/** Returns the fields of all forms, with the IDs of records of a user. A form ignores fields that it does not have. */
export async function fieldsAimedAt(app: App, userId: string): Promise<Record<string, string>[]> {
  const [phone] = await query<{ id: string }>(app, `SELECT id FROM "PhoneNumber" WHERE "userId" = $1`, [
    userId,
  ]);
  const [email] = await query<{ id: string }>(app, `SELECT id FROM "EmailAddress" WHERE "userId" = $1`, [
    userId,
  ]);
  const [session] = await query<{ id: string }>(app, `SELECT id FROM "Session" WHERE "userId" = $1`, [
    userId,
  ]);
  const [passkey] = await query<{ id: string }>(
    app,
    `INSERT INTO "Passkey" ("userId", "credentialId", "publicKey", "isSyncable", "isSynced", name)
     VALUES ($1, gen_random_uuid()::text, '', false, false, 'Key') RETURNING id`,
    [userId],
  );
  const [message] = await query<{ id: string }>(
    app,
    `INSERT INTO "OutboxMessage" (channel, template, recipient, priority, status, "sealedValues", "endedAt")
     VALUES ('email', 'password-changed', 'failed@people.example', 20, 'failed', '', now()) RETURNING id`,
  );
  const shared = {
    user: userId,
    url: "https://intruder.example/hooks",
    passkey: passkey?.id ?? "",
    message: message?.id ?? "",
    emailAddress: "intruder@newcomers.example",
    phoneNumber: "+14155559876",
    password: "quiet amber lantern drifts",
    currentPassword: "quiet amber lantern drifts",
    confirmPassword: "quiet amber lantern drifts",
    confirmation: "delete",
    session: session?.id ?? "",
    code: "123456",
    attempt: randomUUID(),
    verification: randomUUID(),
    phone: phone?.id ?? "",
    context: "account",
    name: "Intruders",
    role: "member",
  };
  return [
    { ...shared, kind: "phone", id: phone?.id ?? "", method: "code" },
    { ...shared, kind: "email", id: email?.id ?? "", method: "email_code", context: "task" },
  ];
}
