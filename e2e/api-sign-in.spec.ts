import { BrowserClient, CLIENTS, NativeClient, signedInApp } from "./api";
import { markCompromised } from "./database";
import { expect, test } from "./fixtures";

const NEW_PASSWORD = "violet harbour seven kites";

for (const { kind, Client } of CLIENTS) {
  test(`@server ${kind} signs in by password and signs out`, async ({ app, user }) => {
    const client = new Client(app);
    const signIn = await client.ok("/sign-ins", { identifier: user.address, password: user.password });
    expect(signIn).toMatchObject({
      status: "complete",
      identifier: user.address,
      firstFactorVerification: { status: "verified", strategy: "password" },
      secondFactorVerification: null,
    });
    const session = await client.get("/session");
    expect(session.body).toMatchObject({ id: signIn.createdSessionId, status: "active", currentTask: null });
    expect(session.headers.get("cache-control")).toContain("no-store");
    expect((await client.get(`/sign-ins/${signIn.id}`)).body).toEqual(signIn);
    expect((await client.post("/session/touch")).body).toEqual(session.body);

    const copied = client.copy();
    await client.ok("/session/end");
    expect((await client.get("/session")).codes).toEqual(["authentication_invalid"]);
    expect((await copied.get("/session")).status).toBe(401);
  });

  test(`@server ${kind} signs in by email code`, async ({ app, user, inbox }) => {
    const client = new Client(app);
    const begun = await client.ok("/sign-ins", { identifier: user.address });
    expect(begun).toMatchObject({ status: "needs_first_factor", firstFactorVerification: null });
    const strategies = begun.supportedFirstFactors.map(({ strategy }: { strategy: string }) => strategy);
    expect(strategies).toEqual(
      expect.arrayContaining(["password", "email_code", "email_link", "reset_password_email_code"]),
    );
    const { emailAddressId, safeIdentifier } = begun.supportedFirstFactors.find(
      ({ strategy }: { strategy: string }) => strategy === "email_code",
    );
    expect(safeIdentifier).toBe(user.address);
    const at = `/sign-ins/${begun.id}`;
    const prepared = await client.ok(`${at}/prepare-first-factor`, {
      strategy: "email_code",
      emailAddressId,
    });
    expect(prepared.firstFactorVerification).toMatchObject({ status: "unverified", strategy: "email_code" });
    const code = await inbox.code(user.address);
    const wrong = code === "123456" ? "654321" : "123456";
    const refused = await client.post(`${at}/attempt-first-factor`, { strategy: "email_code", code: wrong });
    expect(refused.body.errors[0]).toMatchObject({
      code: "form_code_incorrect",
      meta: { paramName: "code", attemptsLeft: 4 },
    });
    const other = await client.post(`${at}/attempt-first-factor`, { strategy: "phone_code", code });
    expect(other.codes).toEqual(["client_state_invalid"]);
    const done = await client.ok(`${at}/attempt-first-factor`, { strategy: "email_code", code });
    expect(done).toMatchObject({ status: "complete", firstFactorVerification: { status: "verified" } });
    expect((await client.get("/session")).body.id).toBe(done.createdSessionId);
  });

  test(`@server @texts ${kind} signs in by SMS code`, async ({ app, user, inbox }) => {
    const client = new Client(app);
    const strategy = "phone_code";
    const byAddress = await client.ok("/sign-ins", { identifier: user.address });
    const offered = byAddress.supportedFirstFactors.find(
      (factor: { strategy: string }) => factor.strategy === strategy,
    );
    expect(offered.safeIdentifier).not.toContain(user.phone.slice(0, -2));
    const begun = await client.ok("/sign-ins", { identifier: user.phone, strategy });
    expect(begun).toMatchObject({
      status: "needs_first_factor",
      firstFactorVerification: { status: "unverified", strategy, attempts: 0 },
      createdSessionId: null,
    });
    const code = await inbox.code(user.phone);
    expect(JSON.stringify(begun)).not.toContain(code);
    const done = await client.ok(`/sign-ins/${begun.id}/attempt-first-factor`, { strategy, code });
    expect(done).toMatchObject({
      status: "complete",
      firstFactorVerification: { status: "verified", strategy },
    });
    expect((await client.get("/session")).body).toMatchObject({
      id: done.createdSessionId,
      status: "active",
      user: { emailAddress: user.address },
    });
  });

  test(`@server ${kind} resets a password by code, in one step and in two`, async ({
    app,
    createNextUser,
    inbox,
  }) => {
    for (const inOneStep of [true, false]) {
      const user = createNextUser();
      const before = await signedInApp(app, user);
      const client = new Client(app);
      const strategy = "reset_password_email_code";
      const begun = await client.ok("/sign-ins", { identifier: user.address, strategy });
      const at = `/sign-ins/${begun.id}`;
      const code = await inbox.code(user.address);
      const weak = await client.post(`${at}/attempt-first-factor`, {
        strategy,
        code,
        password: "brief otter x",
      });
      expect(weak.codes).toEqual(["form_password_length_too_short"]);
      const tried = { strategy, code, ...(inOneStep && { password: NEW_PASSWORD }) };
      let reset = await client.ok(`${at}/attempt-first-factor`, tried);
      if (!inOneStep) {
        expect(reset.status).toBe("needs_new_password");
        expect((await client.get("/session")).status).toBe(401);
        reset = await client.ok(`${at}/reset-password`, { password: NEW_PASSWORD });
      }
      expect(reset.status).toBe("complete");
      expect((await client.get("/session")).body.status).toBe("active");
      expect((await before.get("/session")).status).toBe(401);
      await signedInApp(app, { ...user, password: NEW_PASSWORD });
    }
  });
}

test("@server accepts a password after another method was started", async ({ app, user, inbox }) => {
  const client = new NativeClient(app);
  const begun = await client.ok("/sign-ins", { identifier: user.address, strategy: "email_code" });
  const at = `/sign-ins/${begun.id}/attempt-first-factor`;
  const wrong = await client.post(at, { strategy: "password", password: "not the one at all" });
  expect(wrong.codes).toEqual(["form_password_incorrect"]);
  expect((await client.post(at, { strategy: "password" })).codes).toEqual(["form_param_missing"]);
  const done = await client.ok(at, { strategy: "password", password: user.password });
  expect(done).toMatchObject({ status: "complete", firstFactorVerification: { strategy: "password" } });
  const again = await client.post(at, { strategy: "password", password: user.password });
  expect(again.codes).toEqual(["client_state_invalid"]);
  const code = await inbox.code(user.address);
  expect((await client.post(at, { strategy: "email_code", code })).codes).toEqual(["client_state_invalid"]);
});

test("@server of many concurrent passwords for one attempt, one creates a session", async ({ app, user }) => {
  const client = new NativeClient(app);
  const begun = await client.ok("/sign-ins", { identifier: user.address });
  const at = `/sign-ins/${begun.id}/attempt-first-factor`;
  const tried = { strategy: "password", password: user.password };
  const answers = await Promise.all(Array.from({ length: 8 }, () => client.copy().post(at, tried)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test("@server @texts the response for an unknown user matches the response for a known user", async ({
  app,
  user,
}) => {
  const personal = ["id", "identifier", "safeIdentifier", "emailAddressId", "phoneNumberId", "expireAt"];
  /** Replaces the values that differ between users with their type. */
  const shapeOf = (body: unknown): unknown =>
    JSON.parse(JSON.stringify(body, (key, value) => (personal.includes(key) ? typeof value : value)));
  const shapes = [];
  for (const identifier of [user.phone, "+14155558123"]) {
    const client = new NativeClient(app);
    const begun = await client.ok("/sign-ins", { identifier, strategy: "phone_code" });
    const at = `/sign-ins/${begun.id}`;
    const tried = await client.post(`${at}/attempt-first-factor`, { strategy: "phone_code", code: "000000" });
    const password = await client.post("/sign-ins", { identifier, password: "not the one at all" });
    const read = await client.get(at);
    shapes.push([shapeOf(begun), shapeOf(tried.body), shapeOf(password.body), shapeOf(read.body)]);
  }
  expect(shapes[1]).toEqual(shapes[0]);
});

test("@server requests that could reveal an account by timing take at least 150 ms", async ({
  app,
  createNextUser,
}) => {
  const password = "copper kites circle northward";
  const calls: [string, (address: string) => object][] = [
    ["/sign-ins", (identifier) => ({ identifier })],
    ["/sign-ins", (identifier) => ({ identifier, strategy: "email_code" })],
    ["/sign-ins", (identifier) => ({ identifier, password })],
    ["/sign-ups", (emailAddress) => ({ emailAddress, password, strategy: "email_code" })],
    ["/password-reset/email", (email) => ({ email, redirectUrl: "/reset-password" })],
  ];
  for (const address of [createNextUser().address, "unknown-in-a-hurry@people.example"]) {
    for (const [path, body] of calls) {
      const startedAt = performance.now();
      await new NativeClient(app).post(path, body(address));
      expect(performance.now() - startedAt, path).toBeGreaterThan(149);
    }
    const client = new NativeClient(app);
    const { id } = await client.ok("/sign-ins", { identifier: address });
    for (const path of [`/sign-ins/${id}`, "/client"]) {
      const startedAt = performance.now();
      expect((await client.get(path)).status).toBe(200);
      expect(performance.now() - startedAt, path).toBeGreaterThan(149);
    }
  }
});

test("@server @sql a compromised password is rejected, and an open session gets the reset-password task", async ({
  app,
  user,
}) => {
  const before = await signedInApp(app, user);
  await markCompromised(app, user.address);
  const client = new BrowserClient(app);
  const refused = await client.post("/sign-ins", { identifier: user.address, password: user.password });
  expect(refused.status).toBe(422);
  expect(refused.codes).toEqual(["form_password_compromised"]);
  const session = await before.get("/session");
  expect(session.body).toMatchObject({
    status: "pending",
    currentTask: { key: "reset-password" },
    user: null,
  });
  const touched = await before.get("/sign-ins/6f9619ff-8b86-4d01-b42d-00cf4fc964ff");
  expect(touched.status).toBe(404);
});

test("@server an attempt is found only by the client that created it", async ({ app, user }) => {
  const owner = new NativeClient(app);
  const { id } = await owner.ok("/sign-ins", { identifier: user.address, strategy: "email_code" });
  const calls = [
    ["prepare-first-factor", { strategy: "email_code" }],
    ["attempt-first-factor", { strategy: "email_code", code: "123456" }],
    ["attempt-first-factor", { strategy: "password", password: user.password }],
    ["reset-password", { password: NEW_PASSWORD }],
    ["attempt-second-factor", { strategy: "totp", code: "123456" }],
  ] as const;
  for (const stranger of [new NativeClient(app), new BrowserClient(app)]) {
    expect((await stranger.get(`/sign-ins/${id}`)).codes).toEqual(["resource_not_found"]);
    for (const [call, body] of calls) {
      const answer = await stranger.post(`/sign-ins/${id}/${call}`, body);
      expect(answer.codes, call).toEqual(["resource_not_found"]);
    }
  }
  expect((await owner.get("/sign-ins/no-uuid")).status).toBe(404);
});

test("@server a rate-limited response has the waiting time, for known and unknown users", async ({
  app,
  user,
}) => {
  for (const identifier of [user.address, "unknown-too-often@people.example"]) {
    const client = new NativeClient(app);
    const { id } = await client.ok("/sign-ins", { identifier, strategy: "email_code" });
    const again = await client.post(`/sign-ins/${id}/prepare-first-factor`, { strategy: "email_code" });
    const [error] = again.body.errors;
    expect(again.status).toBe(429);
    expect(error).toEqual({
      code: "too_many_requests",
      message: "Too many requests.",
      longMessage: `Too many requests. Try again in ${error.meta.retryAfterSeconds} seconds.`,
      shortMessage: error.message,
      long_message: error.longMessage,
      meta: { retryAfterSeconds: expect.any(Number) },
    });
    expect(error.meta.retryAfterSeconds).toBeGreaterThan(0);
    expect(error.meta.retryAfterSeconds).toBeLessThanOrEqual(30);
    expect(again.headers.get("retry-after")).toBe(String(error.meta.retryAfterSeconds));
  }
});
