import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { createSignIn } from "@/lib/flows/sign-in/create";
import { createTestUser, linkSentFor, makeCaller, signInAs } from "../testing/user";
import { resetByAccessToken } from "./access-token";

vi.hoisted(() => {
  process.env.RATE_LIMITS = "off";
  process.env.INBOX = "on";
  process.env.SIGN_OUT_OTHERS_ON_RESET = "false";
});

const PASSWORD = "violet otter mends lanterns";

test("a reset by access token sends a webhook and keeps other sessions if the settings say so", async () => {
  const db = await database();
  await db.webhookEndpoint.create({
    data: { url: "https://hooks.example", sealedSecret: new Uint8Array() },
  });
  const person = await createTestUser(PASSWORD);
  await signInAs(person, PASSWORD);
  const begun = await createSignIn(
    {
      identifier: person.address,
      strategy: "reset_password_email_link",
      redirectUrl: null,
      resetPageUrl: "https://front.example/new-password",
    },
    makeCaller(),
  );
  if (!begun.ok) throw new Error("not begun");
  const { verificationId } = await db.signIn.findUniqueOrThrow({ where: { id: begun.signInId } });
  const accessToken = await linkSentFor(verificationId);
  const password = "copper heron folds umbrellas";
  expect(await resetByAccessToken({ accessToken, password }, makeCaller())).toMatchObject({
    ok: true,
    status: "complete",
  });
  const [told] = await db.webhookDelivery.findMany({ where: { type: "user.password_reset" } });
  expect(told?.payload).toMatchObject({
    userId: person.id,
    signInId: begun.signInId,
    sessionId: null,
    signedOutOfOtherSessions: false,
  });
  expect(await db.session.count({ where: { userId: person.id, revokedAt: null } })).toBe(1);
});
