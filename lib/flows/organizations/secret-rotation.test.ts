import "@/lib/db/testing/own-database";
import { expect, test } from "vitest";
import { secretsCommand } from "@/lib/commands/secrets";
import { keyedHash } from "@/lib/crypto/hash";
import { randomToken } from "@/lib/crypto/random";
import { database } from "@/lib/db/client";
import { startWithSecrets } from "@/lib/db/testing/start-with-secrets";
import { newAddress } from "../testing/user";
import { readInvitation } from "./invitation";

const OLD = "the old secret of the rotation tests";
const NEW = "the new secret of the rotation tests";

/** Creates an invitation with the secrets of that moment. Returns the state that its link shows. */
async function invite() {
  const token = randomToken();
  const db = await database();
  const { id: organizationId } = await db.organization.create({ data: { name: "Lanterns" } });
  await db.invitation.create({
    data: {
      organizationId,
      emailAddress: newAddress(),
      role: "member",
      tokenHash: keyedHash("invitation", token),
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
  return async () => (await readInvitation(token, null)).state;
}

test("@organizations an invitation of the old secret works until the command, and then without it", async () => {
  await startWithSecrets(OLD);
  const state = await invite();
  await startWithSecrets(NEW, OLD);
  expect(await state()).toBe("open");
  await startWithSecrets(NEW);
  expect(await state()).toBe("unknown");
  await startWithSecrets(NEW, OLD);
  await secretsCommand([]);
  await startWithSecrets(NEW);
  expect(await state()).toBe("open");
});
