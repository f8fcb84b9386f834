import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { createTestUser, makeCaller } from "../testing/user";
import { signInWithPassword } from "./with-password";

vi.hoisted(() => {
  process.env.RATE_LIMITS = "off";
});

const ROUNDS = 12;

/** Measures the CPU time of one wrong password, in milliseconds. Time spent waiting does not count. */
async function costOf(identifier: string): Promise<number> {
  const before = process.cpuUsage();
  const input = { identifier, password: "not the password at all", redirectUrl: null };
  const signedIn = await signInWithPassword(input, makeCaller());
  const { user, system } = process.cpuUsage(before);
  expect(signedIn).toMatchObject({ ok: false, errors: [{ code: "form_password_incorrect" }] });
  return (user + system) / 1000;
}

test("a wrong password costs the same for unknown and known identifiers", async () => {
  const { address } = await createTestUser("violet otter mends lanterns");
  const known: number[] = [];
  const unknown: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    known.push(await costOf(address));
    unknown.push(await costOf("unknown@people.example"));
  }
  // The minimum is compared, because other work of the process can only increase a measurement.
  const ratio = Math.min(...unknown) / Math.min(...known);
  expect(ratio).toBeGreaterThan(0.6);
  expect(ratio).toBeLessThan(1.7);
});
