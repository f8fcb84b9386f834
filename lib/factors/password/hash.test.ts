import { hash } from "@node-rs/argon2";
import { describe, expect, test } from "vitest";
import { hashPassword, needsRehash, verifyPassword } from "./hash";

describe("password hashes", () => {
  test("are argon2id with 19 MiB, two passes and one lane", async () => {
    expect(await hashPassword("violet otter")).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test("fit their password and no other, to the last character", async () => {
    const long = "p".repeat(100);
    const made = await hashPassword(`${long}a`);
    expect(await verifyPassword(made, `${long}a`)).toBe(true);
    expect(await verifyPassword(made, `${long}b`)).toBe(false);
  });

  test("nobody's password fits anything", async () => {
    expect(await verifyPassword(null, "violet otter")).toBe(false);
  });

  test("made with other parameters are to be made anew", async () => {
    expect(needsRehash(await hashPassword("x"))).toBe(false);
    expect(
      needsRehash(await hash("x", { algorithm: 2, memoryCost: 7168, timeCost: 5, parallelism: 1 })),
    ).toBe(true);
  });
});
