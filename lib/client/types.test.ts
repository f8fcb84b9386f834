import { expectTypeOf, test } from "vitest";
import type { z } from "zod";
import type { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import type {
  ClientJSON,
  DeviceJSON,
  EmailAddressJSON,
  PhoneNumberJSON,
  SessionJSON,
  SignInJSON,
  SignUpJSON,
  UserJSON,
} from "./types";

/** What the server answers to a call. */
type Answer<Name extends keyof typeof API_ENDPOINTS> = z.output<(typeof API_ENDPOINTS)[Name]["answer"]>;

/** Told apart by their strategies here, where the server has one type for all. */
type Factors = "supportedFirstFactors" | "supportedSecondFactors";

test("what the client reads is what the server answers", () => {
  expectTypeOf<Answer<"GET /client">>().toExtend<{ [Held in keyof ClientJSON]: object | null }>();
  expectTypeOf<Answer<"GET /sign-ins/{id}">>().toExtend<Omit<SignInJSON, Factors>>();
  expectTypeOf<Answer<"GET /sign-ups/{id}">>().toExtend<SignUpJSON>();
  expectTypeOf<Answer<"GET /session">>().toExtend<SessionJSON>();
  expectTypeOf<Answer<"GET /me">>().toExtend<UserJSON>();
  expectTypeOf<Answer<"GET /me/email-addresses/{id}">>().toExtend<EmailAddressJSON>();
  expectTypeOf<Answer<"GET /me/phone-numbers/{id}">>().toExtend<PhoneNumberJSON>();
  expectTypeOf<Answer<"GET /me/sessions">>().toExtend<{ data: DeviceJSON[] }>();
});
