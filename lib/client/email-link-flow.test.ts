import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AuthClient } from "./auth-client";
import { memoryTokens } from "./tokens";
import type { EmailAddressJSON, SessionJSON, UserJSON, VerificationJSON } from "./types";

const unverified: VerificationJSON = {
  status: "unverified",
  strategy: "email_link",
  expireAt: 0,
  attempts: 0,
  matchNumber: 12,
  sameClient: null,
};
const address: EmailAddressJSON = {
  id: "one",
  emailAddress: "ada@example.com",
  isVerified: false,
  isPrimary: true,
  verification: null,
};
const session: SessionJSON = {
  id: "session",
  status: "active",
  currentTask: null,
  tasks: [],
  user: null,
  organization: null,
  expireAt: 0,
};
const LINK = { redirectUrl: "https://app.example.com/verified" };
const PREPARE = "POST /me/email-addresses/one/prepare-verification";

/** A signed-in client whose address has this state at first, and then the state that `server` is set to. */
async function clientWith(initial: EmailAddressJSON) {
  const server = { address: initial, calls: [] as string[] };
  const user: UserJSON = {
    id: "user",
    name: null,
    isAdmin: false,
    hasPassword: true,
    hasSecondFactor: false,
    createdAt: 0,
    emailAddresses: [initial],
    phoneNumbers: [
      { id: "two", phoneNumber: "+14155550100", isVerified: true, isPrimary: true, verification: null },
    ],
    passkeys: [],
  };
  const client = new AuthClient({
    baseUrl: "https://auth.example.com",
    tokens: memoryTokens(),
    fetch: async (url, init) => {
      const call = `${init?.method} ${String(url).replace("https://auth.example.com/api/v1", "")}`;
      server.calls.push(call);
      if (call === "GET /client") return Response.json({ session, signIn: null, signUp: null });
      if (call === "GET /me") return Response.json(user);
      if (call !== PREPARE || !server.address.isVerified) return Response.json(server.address);
      const error = { code: "client_state_invalid", message: "", longMessage: "", meta: {} };
      return Response.json({ errors: [error] }, { status: 400 });
    },
  });
  await client.load();
  const [email] = client.user?.emailAddresses ?? [];
  const [phone] = client.user?.phoneNumbers ?? [];
  if (!email || !phone) throw new Error("the user was not loaded");
  server.calls = [];
  return { email, phone, server };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("an email link flow", () => {
  test("waits until the link is opened", async () => {
    const { email, server } = await clientWith({ ...address, verification: unverified });
    const settled = vi.fn();
    const done = email.createEmailLinkFlow().startEmailLinkFlow(LINK).then(settled);
    await vi.advanceTimersByTimeAsync(5000);
    expect(settled).not.toHaveBeenCalled();
    server.address = { ...address, isVerified: true, verification: { ...unverified, status: "verified" } };
    await vi.advanceTimersByTimeAsync(5000);
    await done;
    expect(email.verification.status).toBe("verified");
  });

  test("settles at once when it is cancelled, and asks the server no more", async () => {
    const { email, server } = await clientWith({ ...address, verification: unverified });
    const { startEmailLinkFlow, cancelEmailLinkFlow } = email.createEmailLinkFlow();
    const started = startEmailLinkFlow(LINK);
    await vi.advanceTimersByTimeAsync(1100);
    const calls = server.calls.length;
    expect(calls).toBeGreaterThan(1);
    cancelEmailLinkFlow();
    expect(await started).toBe(email);
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.calls).toHaveLength(calls);
    cancelEmailLinkFlow();
    const again = startEmailLinkFlow(LINK);
    cancelEmailLinkFlow();
    expect(await again).toBe(email);
  });

  test("settles the first start when it is started again", async () => {
    const { email } = await clientWith({ ...address, verification: unverified });
    const { startEmailLinkFlow, cancelEmailLinkFlow } = email.createEmailLinkFlow();
    const first = startEmailLinkFlow(LINK);
    const second = startEmailLinkFlow(LINK);
    expect(await first).toBe(email);
    cancelEmailLinkFlow();
    await second;
  });

  test.each([
    { ...address, isVerified: true },
    { ...address, isVerified: true, verification: { ...unverified, status: "expired" as const } },
  ])("of a verified address resolves at once as verified, without a message", async (json) => {
    const { email, server } = await clientWith(json);
    const result = await email.createEmailLinkFlow().startEmailLinkFlow(LINK);
    expect(result.verification.status).toBe("verified");
    expect(server.calls).toEqual([]);
  });

  test("of an address that another client has verified resolves as verified", async () => {
    const { email, server } = await clientWith(address);
    server.address = { ...address, isVerified: true };
    const result = await email.createEmailLinkFlow().startEmailLinkFlow(LINK);
    expect(result.verification.status).toBe("verified");
    expect(server.calls).toEqual([PREPARE, "GET /me/email-addresses/one"]);
  });
});

test("preparing the verification of a verified number sends nothing", async () => {
  const { phone, server } = await clientWith(address);
  expect((await phone.prepareVerification()).isVerified).toBe(true);
  expect(server.calls).toEqual([]);
});
