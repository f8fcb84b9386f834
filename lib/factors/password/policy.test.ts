import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { withoutRequest } from "@/lib/jobs/requester";
import { passwordLength } from "./normalize";
import { checkNewPassword, passwordContext, readPassword } from "./policy";

const BREACHED = "password123456789";

const askService = vi.hoisted(() => vi.fn(async (password: string) => password === BREACHED));
vi.mock("./breach", () => ({ isBreachedPassword: askService }));

const context = passwordContext("ada.lovelace@example.com");

async function verdict(password: string): Promise<string> {
  const checked = await checkNewPassword(password, context, withoutRequest());
  return "errors" in checked ? checked.errors.map(({ code }) => code).join(", ") : "accepted";
}

describe("checkNewPassword", () => {
  test.each([
    ["fifteen lowercase letters and more, no composition", "mulberryflankoak"],
    ["a passphrase", "violet otter mends lanterns"],
    ["64 characters", "kelp orbit fjord sable quartz minnow thistle gravel pylon umbrella"],
    ["other scripts", "пурпурная выдра чинит фонари"],
    ["emoji", "🦦🏮🔧🌌🧭🪵🎺🥁🧵🪡🛶🌋🧊🪐🦉"],
  ])("accepts %s", async (_what, password) => {
    expect(await verdict(password)).toBe("accepted");
  });

  test.each([
    ["", "form_param_missing"],
    ["short but odd 7", "accepted"],
    ["short but odd", "form_password_length_too_short"],
    ["password", "form_password_length_too_short, form_password_pwned"],
    ["TooShort", "form_password_length_too_short, form_password_pwned"],
    [BREACHED, "form_password_pwned"],
    ["aaaaaaaaaaaaaaaaaaaa", "form_password_not_strong_enough"],
    ["               ", "form_password_not_strong_enough"],
    ["abcdefghijklmnopqrst", "form_password_not_strong_enough"],
    ["ada.lovelace@example.com", "form_password_not_strong_enough"],
    ["latchkeylatchkey", "form_password_not_strong_enough"],
    ["x".repeat(129), "form_password_length_too_long"],
    ["lone surrogate \ud800 here", "form_param_format_invalid"],
  ])("%j: %s", async (password, expected) => {
    expect(await verdict(password)).toBe(expected);
  });

  test("length is counted in code points", async () => {
    expect(passwordLength("🦦🏮🔧🌌🧭🪵🎺🥁")).toBe(8);
    expect(await verdict("🦦🏮🔧🌌🧭🪵🎺🥁🧵🪡🛶🌋🧊🪐")).toBe("form_password_length_too_short");
  });

  test("does not send a password to the breach service that is rejected for its length", async () => {
    askService.mockClear();
    await verdict("short but odd");
    await verdict("password");
    expect(askService).not.toHaveBeenCalled();
  });

  test("treats differently composed forms of the same characters as the same password", () => {
    expect(readPassword("caf\u00e9")).toEqual(readPassword("cafe\u0301"));
  });

  test("returns a result for any input, and an accepted password satisfies the length rules", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 200 }), async (typed) => {
        const checked = await checkNewPassword(typed, context, withoutRequest());
        if ("errors" in checked) return;
        expect(passwordLength(checked.password)).toBeGreaterThanOrEqual(15);
        expect(passwordLength(checked.password)).toBeLessThanOrEqual(128);
      }),
      { numRuns: 50 },
    );
  });
});
