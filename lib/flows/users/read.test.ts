import "@/lib/db/testing/own-embedded";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { readCursor } from "../cursor";
import { makeCaller } from "../testing/user";
import { createUser } from "./create";
import { listUsers } from "./read";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

const BACK_OFFICE: Actor = { by: "secret_key", userId: null, metadata: makeCaller().metadata };

async function make(name: string | null, emailAddresses: string[], phoneNumbers: string[] = []) {
  const created = await createUser({ name, emailAddresses, phoneNumbers, password: null }, BACK_OFFICE);
  if (!created.ok) throw new Error(JSON.stringify(created.errors));
  return created.userId;
}

const ids: Record<string, string> = {};

beforeAll(async () => {
  ids.ada = await make("Ada Lovelace", ["ada@people.example"], ["+14155550100"]);
  ids.adam = await make("Ádám 100%", ["adam_1@people.example", "under_score@people.example"]);
  ids.zoe = await make("zoë\\slash", ["zoe@people.example"], ["+442079460000"]);
  ids.plain = await make(null, ["plain@people.example"]);
  ids.jun = await make("\u738b\u4f1f", ["jun@b\u00fccher.example"], ["+4915123456789"]);
});

async function found(query: string): Promise<string[]> {
  const { users } = await listUsers({ query, limit: 100, cursor: null });
  return users.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id) ?? id);
}

describe("searching users", () => {
  test("matches any part of an address, a domain, a name or a number, and the beginning of an id", async () => {
    expect(await found("lovelace")).toEqual(["ada"]);
    expect(await found("oe@peop")).toEqual(["zoe"]);
    expect(await found("people.example")).toEqual(["plain", "zoe", "adam", "ada"]);
    expect(await found("100%")).toEqual(["adam"]);
    expect(await found("\\slash")).toEqual(["zoe"]);
    expect(await found("5550100")).toEqual(["ada"]);
    expect(await found("946 00")).toEqual(["zoe"]);
  });

  test("matches in any Unicode form and number format", async () => {
    for (const typed of ["a\u0301da\u0301m", "DA\u0301M", "\uff24\u00c1\uff2d", "\u200b\u00c1d\u00e1m\u200f"])
      expect(await found(typed), typed).toEqual(["adam"]);
    for (const typed of ["b\u00fccher", "@B\u00dcCHER.ex", "xn--bcher", "\u738b\u4f1f", "\u738b"])
      expect(await found(typed), typed).toEqual(["jun"]);
    for (const typed of [
      "0151 234567",
      "+49 (0)151 23",
      "0049 151",
      "151/2345",
      "\u0661\u0665\u0661\u0662\u0663",
      "1512\u20133456",
    ])
      expect(await found(typed), typed).toEqual(["jun"]);
    for (const typed of ["020 7946", "(020) 7946 0000", "+44 20 7946"])
      expect(await found(typed), typed).toEqual(["zoe"]);
  });

  test("matches the beginning of an address, a name, a number or an id, in any notation", async () => {
    expect(await found("ada")).toEqual(["adam", "ada"]);
    expect(await found("ADA@People")).toEqual(["ada"]);
    expect(await found("under_s")).toEqual(["adam"]);
    expect(await found("ada l")).toEqual(["ada"]);
    expect(await found("ádám")).toEqual(["adam"]);
    expect(await found("ZOË")).toEqual(["zoe"]);
    for (const typed of ["+1 (415) 555", "1415555", "0014155550100", "+14155550100"])
      expect(await found(typed), typed).toEqual(["ada"]);
    for (const length of [8, 9, 13, 20, 36]) {
      const typed = ids.zoe?.slice(0, length) ?? "";
      expect(await found(typed), typed).toEqual(["zoe"]);
      expect(await found(typed.toUpperCase()), typed).toEqual(["zoe"]);
    }
  });

  test("treats no character of the query as a wildcard", async () => {
    for (const typed of ["%", "_da", "a%", "ada%", "adamX1", "+", "(", "\\", "\uff05da", "' OR 1=1 --"])
      expect(await found(typed), typed).toEqual([]);
    expect(await found("ádám 100%")).toEqual(["adam"]);
    expect(await found("zoë\\s")).toEqual(["zoe"]);
  });
});

test("pages list every user once, newest first, while other users are created", async () => {
  const db = await database();
  // All users have the same creation time, so the id alone determines the order.
  await db.$executeRaw`
    INSERT INTO "User" (name, "createdAt") SELECT 'Crowd ' || n, '2020-01-01' FROM generate_series(1, 30) n`;
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listUsers({ query: "crowd", limit: 7, cursor: readCursor(cursor ?? "") });
    seen.push(...page.users.map(({ id }) => id));
    cursor = page.nextCursor;
    await db.user.create({ data: { name: "Crowd of later" } });
  } while (cursor !== null);
  expect(new Set(seen).size).toBe(30);
  expect(seen).toEqual([...seen].sort().reverse());
});

test("lists the newest users first among very many matches", async () => {
  const db = await database();
  await db.$executeRaw`
    WITH made AS (
      INSERT INTO "User" ("createdAt") SELECT timestamptz '2010-01-01' + n * interval '1 hour'
      FROM generate_series(1, 10001) n RETURNING id, "createdAt")
    INSERT INTO "EmailAddress" ("userId", address, "createdAt")
    SELECT id, 'throng-' || id || '@people.example', "createdAt" FROM made`;
  const newest = await db.emailAddress.findMany({
    where: { address: { startsWith: "throng-" } },
    orderBy: { createdAt: "desc" },
    take: 5,
  });
  const first = await listUsers({ query: "throng-", limit: 3, cursor: null });
  const second = await listUsers({ query: "throng-", limit: 2, cursor: readCursor(first.nextCursor ?? "") });
  const ids = [...first.users, ...second.users].map(({ id }) => id);
  expect(ids).toEqual(newest.map(({ userId }) => userId));
});

test("rejects a cursor that is not well-formed", () => {
  const write = (text: string) => Buffer.from(text).toString("base64url");
  const id = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
  for (const text of [
    "",
    "x",
    write(""),
    write(`.${id}`),
    write(`1.${id}x`),
    write(`${"9".repeat(15)}.${id}`),
  ])
    expect(readCursor(text), text).toBeNull();
  expect(readCursor(write(`${"9".repeat(14)}.${id}`))).toEqual({ createdAt: new Date(99999999999999), id });
});
