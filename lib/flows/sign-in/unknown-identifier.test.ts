import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { makeCaller, makePerson } from "../testing/person";
import { signInWithPassword } from "./with-password";

vi.hoisted(() => {
  process.env.RATE_LIMITS = "off";
});

const PASSWORD = "violet otter mends lanterns";
const WRONG = "not the password at all";
const TIMES = 6;

/** The processor time that wrong passwords take, in milliseconds: waiting counts for nothing, so a busy machine matters little. */
async function costOf(identifier: string): Promise<number> {
  const before = process.cpuUsage();
  for (let time = 0; time < TIMES; time++) {
    const signedIn = await signInWithPassword(
      { identifier, password: WRONG, redirectUrl: null },
      makeCaller(),
    );
    expect(signedIn).toMatchObject({ ok: false, errors: [{ code: "form_password_incorrect" }] });
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

test("a wrong password costs as much for an unknown identifier as for a known one", async () => {
  const { address } = await makePerson(PASSWORD);
  await costOf(address);
  await costOf("warm-up@people.example");
  const known = await costOf(address);
  const unknown = await costOf("unknown@people.example");
  expect(unknown / known).toBeGreaterThan(0.7);
  expect(unknown / known).toBeLessThan(1.4);
});
