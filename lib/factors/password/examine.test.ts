import { describe, expect, test } from "vitest";
import { isBusyError } from "@/lib/jobs/fair-queue";
import { type Requester, withoutRequest } from "@/lib/jobs/requester";
import { estimateStrength } from "./estimate.mjs";
import { examinePassword, isCommonPassword } from "./examine";

const CONTEXT = ["latchkey", "ada@example.com"];
/** The slowest input before only a part was estimated: every substitution of every character. */
const COSTLY = "p4$$w0rd1!".repeat(13).slice(0, 128);

const from = (network: string): Requester => ({ network, block: network, isKnownClient: false });

describe("examining a password", () => {
  test("leaves the event loop free", async () => {
    let isExamining = true;
    let turns = 0;
    const turn = () => {
      turns++;
      if (isExamining) setImmediate(turn);
    };
    setImmediate(turn);
    await examinePassword(COSTLY, CONTEXT, withoutRequest());
    isExamining = false;
    expect(turns).toBeGreaterThan(10);
  });

  test("rejects the requests of one network beyond its bound, and serves another network", async () => {
    const flood = Array.from({ length: 40 }, () => isCommonPassword("password", from("flood")));
    const other = isCommonPassword("password", from("other"));
    const ended = await Promise.allSettled(flood);
    const rejected = ended.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(rejected).toHaveLength(40 - 17);
    expect(rejected.every((error) => isBusyError(error) && error.reason === "network")).toBe(true);
    expect(await other).toBe(true);
  });

  test("continues in a new thread after a failed one", async () => {
    const broken = 5 as unknown as string;
    await expect(isCommonPassword(broken, withoutRequest())).rejects.toThrow("has ended");
    expect(await isCommonPassword("password", withoutRequest())).toBe(true);
  });

  test.each([
    ["password", true],
    ["PassWord", true],
    ["password and more of it", false],
  ])("looks up the whole of %j, in any case: %s", async (password, isCommon) => {
    expect(await isCommonPassword(password, withoutRequest())).toBe(isCommon);
  });

  test.each([
    "violet otter mends lanterns",
    COSTLY,
    "🦦".repeat(100),
    "\u00e9".repeat(40),
    "ﬁ".repeat(40),
    "latchkeylatchkey",
  ])("estimates %j as the browser does", async (password) => {
    const { strength } = await examinePassword(password.normalize("NFKC"), CONTEXT, withoutRequest());
    expect(strength).toEqual(estimateStrength(password, CONTEXT));
  });

  test("estimates the first 32 code points, composed or not, and nothing after them", () => {
    const judged = "🦦".repeat(31);
    const strong = estimateStrength("violet otter mends lanterns daily", CONTEXT);
    for (const rest of ["", "a", "1".repeat(90)]) {
      expect(estimateStrength(`${judged}\u00e9${rest}`, CONTEXT)).toEqual(
        estimateStrength(`${judged}e\u0301`, CONTEXT),
      );
    }
    expect(estimateStrength(`${"a".repeat(31)}violet otter`, CONTEXT).score).toBeLessThan(strong.score);
  });
});
