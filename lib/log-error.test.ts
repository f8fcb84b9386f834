import { Writable } from "node:stream";
import pg from "pg";
import pino from "pino";
import { describe, expect, test } from "vitest";
import { logOptions } from "./log";
import { describeError } from "./log-error";

function lineOf(fields: Record<string, unknown>): Record<string, unknown> {
  let line = "";
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      line += String(chunk);
      done();
    },
  });
  pino({ ...logOptions, level: "info" }, sink).info(fields);
  return JSON.parse(line) as Record<string, unknown>;
}

/** An error as PostgreSQL returns it, with user data in every field that can contain some. */
function postgresError(code: string, message: string): Error {
  return Object.assign(new pg.DatabaseError(message, 1, "error"), {
    code,
    severity: "ERROR",
    constraint: "EmailAddress_address_key",
    detail: "Key (address)=(ada@example.com) already exists.",
    where: 'unnamed portal parameter $1 = "ada@example.com"',
    internalQuery: "SELECT 'ada@example.com'",
  });
}

const UNIQUE = postgresError(
  "23505",
  'duplicate key value violates unique constraint "EmailAddress_address_key"',
);

/** An error as Prisma wraps it. */
const wrapped = (cause: object) =>
  Object.assign(new Error('Raw query failed. Code: `22P02`. Message: `invalid: "ada@example.com"`'), {
    name: "PrismaClientKnownRequestError",
    code: "P2010",
    meta: { query: "ada@example.com", driverAdapterError: { name: "DriverAdapterError", cause } },
  });

describe("the log", () => {
  test.each([
    ["of PostgreSQL", UNIQUE, { code: "23505", sqlState: "23505", constraint: "EmailAddress_address_key" }],
    ["of Prisma", wrapped({ originalCode: "22P02" }), { code: "P2010", sqlState: "22P02" }],
    [
      "of Node",
      Object.assign(new Error("connect"), { code: "ECONNREFUSED", errno: -111, syscall: "connect" }),
      { code: "ECONNREFUSED", syscall: "connect" },
    ],
    [
      "of its cause",
      new Error("outer", { cause: UNIQUE }),
      { cause: expect.objectContaining({ code: "23505" }) },
    ],
  ])("shows the code of an error %s", (_kind, error, expected) => {
    expect(lineOf({ err: error }).err).toMatchObject(expected);
  });

  test.each([
    ["a unique constraint", UNIQUE],
    ["a data exception", postgresError("22P02", 'invalid input syntax for type uuid: "ada@example.com"')],
    ["an error of Prisma", wrapped({ originalCode: "22P02", originalMessage: "ada@example.com" })],
    ["a cause", new Error("outer", { cause: UNIQUE })],
  ])("shows no value of %s", (_kind, error) => {
    expect(JSON.stringify(lineOf({ err: error }))).not.toContain("ada@example.com");
  });

  test("redacts every field with the name of a secret, including `code`", () => {
    const secrets = { code: "042917", password: "secret", token: "secret" };
    const line = lineOf({
      ...secrets,
      form: secrets,
      err: Object.assign(new Error("x"), { token: "secret" }),
    });
    expect(JSON.stringify(line)).not.toMatch(/042917|secret/);
    expect(line).toMatchObject({ code: "[redacted]", form: { code: "[redacted]" } });
  });

  test("accepts any value as an error", () => {
    for (const value of [null, undefined, "text", 7]) expect(describeError(value)).toBe(value);
    const circular: Error & { cause?: unknown } = new Error("circular");
    circular.cause = circular;
    expect(JSON.stringify(describeError(circular))).toContain("circular");
  });
});
