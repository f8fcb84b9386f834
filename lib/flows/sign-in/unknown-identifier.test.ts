import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { createTestUser, makeCaller } from "../testing/user";
import { signInWithPassword } from "./with-password";

vi.hoisted(() => {
  process.env.RATE_LIMITS = "off";
});

const ROUNDS = 12;

/** The processor time of one wrong password, in milliseconds: time spent waiting does not count. */
async function costOf(identifier: string): Promise<number> {
  const before = process.cpuUsage();
  const input = { identifier, password: "not the password at all", redirectUrl: null };
  const signedIn = await signInWithPassword(input, makeCaller());
  const { user, system } = process.cpuUsage(before);
  expect(signedIn).toMatchObject({ ok: false, errors: [{ code: "form_password_incorrect" }] });
  return (user + system) / 1000;
}

test("a wrong password costs as much for an unknown identifier as for a known one", async () => {
  const { address } = await createTestUser("violet otter mends lanterns");
  const known: number[] = [];
  const unknown: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    known.push(await costOf(address));
    unknown.push(await costOf("unknown@people.example"));
  }
  // The least of many: whatever else the process does only adds to a measurement.
  const ratio = Math.min(...unknown) / Math.min(...known);
  expect(ratio).toBeGreaterThan(0.6);
  expect(ratio).toBeLessThan(1.7);
});
