import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { consumePoints } from "@/lib/db/rate-limit";
import { requestLimits } from "../limits/requests";
import { makeCaller } from "../testing/user";
import { createSignUp, type NewSignUp } from "./create";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

let users = 0;

const nothingSent: Omit<NewSignUp, "emailAddress"> = {
  phoneNumber: null,
  password: null,
  method: null,
  redirectUrl: null,
};

const signUp = (input: Partial<NewSignUp> = {}, ipAddress = "203.0.113.7") => {
  const caller = makeCaller();
  const emailAddress = `sign-up-${users++}@people.example`;
  const from = { ...caller, metadata: { ...caller.metadata, ipAddress } };
  return createSignUp({ ...nothingSent, emailAddress, ...input }, from);
};

const codesOf = (result: Awaited<ReturnType<typeof signUp>>) =>
  result.ok ? [] : result.errors.map(({ code, meta }) => `${meta.paramName}: ${code}`);

test.each([
  [{ emailAddress: "no address" }, ["emailAddress: form_param_format_invalid"]],
  [{ phoneNumber: "no number" }, ["phoneNumber: form_param_format_invalid"]],
  [
    { emailAddress: "no address", phoneNumber: "no number", password: "short" },
    [
      "emailAddress: form_param_format_invalid",
      "phoneNumber: form_param_format_invalid",
      "password: form_password_length_too_short",
    ],
  ],
  [
    { emailAddress: "a.".repeat(30_000).concat("a@people.example"), password: "p4$$w0rd1!".repeat(12) },
    ["emailAddress: form_param_format_invalid"],
  ],
  [{ password: "aaaaaaaaaaaaaaaaaaaa" }, ["password: form_password_not_strong_enough"]],
])("rejects %j with %j", async (input, errors) => {
  expect(codesOf(await signUp(input, "203.0.113.8"))).toEqual(errors);
});

test("does not examine the password of 200 concurrent sign-ups with an invalid address", async () => {
  const wrong = { emailAddress: "no address", password: "p4$$w0rd1!".repeat(12) };
  const results = await Promise.all(Array.from({ length: 200 }, () => signUp(wrong, "203.0.113.9")));
  expect(results.flatMap(codesOf)).toEqual(Array(200).fill("emailAddress: form_param_format_invalid"));
  expect((await signUp({}, "203.0.113.9")).ok).toBe(true);
});

test("allows a network 100 sign-ups in 15 minutes, without affecting another network", async () => {
  const limits = requestLimits.signUps({ ...makeCaller().metadata, ipAddress: "203.0.113.7" });
  for (let before = 0; before < 99; before++) await consumePoints(await database(), limits);
  expect((await signUp()).ok).toBe(true);
  expect(codesOf(await signUp())).toEqual(["undefined: too_many_requests"]);
  expect((await signUp({}, "203.0.113.10")).ok).toBe(true);
});
