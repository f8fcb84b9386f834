import "@/lib/db/testing/own-server";
import { readFileSync } from "node:fs";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { resetPasswordAction } from "@/app/(auth)/reset-password/actions";
import { signInAction } from "@/app/(auth)/sign-in/actions";
import { attemptCodeAction } from "@/app/(auth)/sign-in/factor-one/actions";
import { confirmLinkAction } from "@/app/(auth)/verify/actions";
import { POST as attemptFactor } from "@/app/api/v1/sign-ins/[id]/attempt-first-factor/route";
import { POST as beginByApi } from "@/app/api/v1/sign-ins/route";
import { config } from "@/lib/config";
import { randomToken } from "@/lib/crypto/random";
import { database } from "@/lib/db/client";
import { recordStatements } from "@/lib/db/testing/statements";
import type { StrategyName } from "@/lib/flows/sign-in/attempt";
import { createSignIn } from "@/lib/flows/sign-in/create";
import { expectOk } from "@/lib/flows/testing/result";
import { codeSentFor, createTestUser, linkSentFor, type TestUser } from "@/lib/flows/testing/user";
import { getCaller } from "./caller";
import { clientCookieName, sessionCookieName } from "./cookies";
import type { FormAction } from "./form-state";
import { requireActiveSession } from "./guard";

vi.hoisted(() => {
  process.env.INBOX = "on";
  process.env.NEW_DEVICE_NOTICE = "off";
});

/** The request that the handlers read, which Next.js provides otherwise. */
const request = vi.hoisted(() => ({ headers: new Headers(), cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({
    get: (name: string) => {
      const value = request.cookies.get(name);
      return value === undefined ? undefined : { name, value };
    },
    has: (name: string) => request.cookies.has(name),
    set: (name: string, value: string) => void request.cookies.set(name, value),
  }),
}));

const PASSWORD = "violet otter mends lanterns";
const NEW_PASSWORD = "copper heron folds umbrellas";

/** The table of `docs/benchmark.md`: how many statements each request sends to the database. */
const documented = new Map(
  [...readFileSync("docs/benchmark.md", "utf8").matchAll(/^\| `([^`]+)` +\|[^|]*\| +(\d+) +\|$/gm)].map(
    ([, name, count]) => [name, Number(count)],
  ),
);

let user: TestUser;
let networks = 0;

/** Starts as a new browser in a network of its own. */
function newBrowser(): void {
  networks += 1;
  request.cookies.clear();
  request.cookies.set(clientCookieName(), randomToken());
  request.headers = new Headers({ "user-agent": "Firefox", "x-forwarded-for": `198.18.${networks}.7` });
}

beforeAll(async () => {
  user = await createTestUser(PASSWORD);
  newBrowser();
  await submit(signInAction, { identifier: user.address, password: PASSWORD });
});

beforeEach(async () => {
  user = await createTestUser(PASSWORD);
  newBrowser();
});

/** Submits a form; a redirect is its success. */
async function submit(action: FormAction, fields: Record<string, string>): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const redirected = await action({ errors: [], values: {} }, form).then(
    (state) => JSON.stringify(state),
    (error: { digest?: string }) => (error.digest?.startsWith("NEXT_REDIRECT") ? null : error),
  );
  expect(redirected).toBeNull();
}

type Route = (
  request: Request,
  context: { params: Promise<{ id: string } | undefined> },
) => Promise<Response>;

async function call(route: Route, body: object, id?: string): Promise<void> {
  const init = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
  const params = Promise.resolve(id === undefined ? undefined : { id });
  const response = await route(new Request("http://localhost:3000/api/v1", init), { params });
  const answer = await response.json();
  expect(answer).toMatchObject({ status: "complete" });
}

async function begin(strategy: StrategyName): Promise<{ signInId: string; verificationId: string }> {
  const attempt = { identifier: user.address, strategy, redirectUrl: null };
  const { signInId } = expectOk(await createSignIn(attempt, await getCaller()));
  return (await database()).signIn
    .findUniqueOrThrow({ where: { id: signInId } })
    .then(({ verificationId }) => ({ signInId, verificationId }));
}

async function expectDocumented(name: string, work: () => Promise<unknown>): Promise<void> {
  const statements = await recordStatements(work);
  const list = statements.map((text, index) => `${index + 1}. ${text.slice(0, 160)}`).join("\n");
  expect(statements.length, `${name}:\n${list}`).toBe(documented.get(name));
}

test("a password sign-in by form sends as many statements as documented", async () => {
  await expectDocumented("password, form", () =>
    submit(signInAction, { identifier: user.address, password: PASSWORD }),
  );
  expect(request.cookies.has(sessionCookieName())).toBe(true);
});

test("a password sign-in by the API sends as many statements as documented", async () => {
  await expectDocumented("password, API", () =>
    call(beginByApi, { identifier: user.address, password: PASSWORD }),
  );
});

test("a sign-in by username and password sends as many statements as one by address", async () => {
  const username = `user-${user.id.slice(0, 8)}`;
  await (await database()).user.update({ where: { id: user.id }, data: { username } });
  config().usernames = true;
  await expectDocumented("password, form", () =>
    submit(signInAction, { identifier: username, password: PASSWORD }),
  );
  config().usernames = false;
  expect(request.cookies.has(sessionCookieName())).toBe(true);
});

test("a sign-in with an email code by form sends as many statements as documented", async () => {
  const { signInId } = await begin("email_code");
  const code = await codeSentFor(signInId);
  await expectDocumented("email code, form", () => submit(attemptCodeAction, { attempt: signInId, code }));
});

test("a sign-in with an email code by the API sends as many statements as documented", async () => {
  const { signInId } = await begin("email_code");
  const code = await codeSentFor(signInId);
  await expectDocumented("email code, API", () =>
    call(attemptFactor, { strategy: "email_code", code }, signInId),
  );
});

test("the confirmation of an email link sends as many statements as documented", async () => {
  const { verificationId } = await begin("email_link");
  const token = await linkSentFor(verificationId);
  await expectDocumented("email link", () => submit(confirmLinkAction, { token }));
  expect(request.cookies.has(sessionCookieName())).toBe(true);
});

test("a password reset with a code sends as many statements as documented", async () => {
  const { signInId } = await begin("reset_password_email_code");
  const passwords = { password: NEW_PASSWORD, confirmPassword: NEW_PASSWORD };
  const code = await codeSentFor(signInId);
  await expectDocumented("password reset by code", () =>
    submit(resetPasswordAction, { attempt: signInId, code, ...passwords }),
  );
});

test("the session check of a page sends as many statements as documented", async () => {
  await submit(signInAction, { identifier: user.address, password: PASSWORD });
  await expectDocumented("session check", () => requireActiveSession());
});
