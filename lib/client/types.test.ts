import { expectTypeOf, test } from "vitest";
import type { z } from "zod";
import type { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import type {
  AddedPasskeyJSON,
  ClientJSON,
  DeviceJSON,
  EmailAddressJSON,
  PasskeyJSON,
  PhoneNumberJSON,
  SessionJSON,
  SignInJSON,
  SignUpJSON,
  UserJSON,
} from "./types";

/** The response of the server to a call. */
type Answer<Name extends keyof typeof API_ENDPOINTS> = z.output<(typeof API_ENDPOINTS)[Name]["answer"]>;

/** The client distinguishes these by their strategies, while the server has one type for all. */
type Factors = "supportedFirstFactors" | "supportedSecondFactors";

test("the types of the client match the responses of the server", () => {
  expectTypeOf<Answer<"GET /client">>().toExtend<{ [Held in keyof ClientJSON]: object | null }>();
  expectTypeOf<Answer<"GET /sign-ins/{id}">>().toExtend<Omit<SignInJSON, Factors>>();
  expectTypeOf<Answer<"GET /sign-ups/{id}">>().toExtend<SignUpJSON>();
  expectTypeOf<Answer<"GET /session">>().toExtend<SessionJSON>();
  expectTypeOf<Answer<"GET /me">>().toExtend<UserJSON>();
  expectTypeOf<Answer<"GET /me/email-addresses/{id}">>().toExtend<EmailAddressJSON>();
  expectTypeOf<Answer<"GET /me/phone-numbers/{id}">>().toExtend<PhoneNumberJSON>();
  expectTypeOf<Answer<"GET /me/passkeys">>().toExtend<{ data: PasskeyJSON[] }>();
  expectTypeOf<Answer<"POST /me/passkeys">>().toExtend<AddedPasskeyJSON>();
  expectTypeOf<Answer<"GET /me/sessions">>().toExtend<{ data: DeviceJSON[] }>();
});
