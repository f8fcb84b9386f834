import { availableParallelism } from "node:os";
import { hash } from "@node-rs/argon2";
import { describe, expect, test } from "vitest";
import { isBusyError } from "@/lib/jobs/fair-queue";
import { withoutRequest } from "@/lib/jobs/requester";
import { hashPassword, needsRehash, verifyPassword } from "./hash";

describe("password hashes", () => {
  test("are argon2id with 19 MiB, two passes and one lane", async () => {
    expect(await hashPassword("violet otter", withoutRequest())).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/,
    );
  });

  test("match their password and no other, to the last character", async () => {
    const long = "p".repeat(100);
    const made = await hashPassword(`${long}a`, withoutRequest());
    expect(await verifyPassword(made, `${long}a`, withoutRequest())).toBe(true);
    expect(await verifyPassword(made, `${long}b`, withoutRequest())).toBe(false);
  });

  test("no password matches without a hash", async () => {
    expect(await verifyPassword(null, "violet otter", withoutRequest())).toBe(false);
  });

  test.each(["a known", "an unknown"])(
    "of %s user wait in the same queue, within the same bound",
    async (kind) => {
      const passwordHash = kind === "a known" ? await hashPassword("violet otter", withoutRequest()) : null;
      const from = (network: string) => ({ network, block: network, isKnownClient: false });
      const flood = Array.from({ length: 60 }, () =>
        verifyPassword(passwordHash, "wrong", from(`flood ${kind}`)),
      );
      const other = verifyPassword(passwordHash, "wrong", from("other"));
      const ended = await Promise.allSettled(flood);
      const rejected = ended.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
      expect(rejected.filter((error) => isBusyError(error) && error.reason === "network")).toHaveLength(
        60 - 16 - availableParallelism(),
      );
      expect(await other).toBe(false);
    },
  );

  test("made with other parameters need a rehash", async () => {
    expect(needsRehash(await hashPassword("x", withoutRequest()))).toBe(false);
    expect(
      needsRehash(await hash("x", { algorithm: 2, memoryCost: 7168, timeCost: 5, parallelism: 1 })),
    ).toBe(true);
  });
});
