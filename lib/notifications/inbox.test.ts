import "@/lib/db/testing/own-database";
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { database } from "@/lib/db/client";
import { inboxConnector } from "./email/choose";
import { clearInbox, inboxHtml, inboxMessages } from "./inbox";
import { smsInboxConnector } from "./sms/choose";

beforeEach(clearInbox);

async function receive(to: string, code: string | null = "042917"): Promise<string> {
  const id = randomUUID();
  const email = {
    id,
    to,
    from: "latchkey@localhost",
    subject: `${code}`,
    html: "<p>hi</p>",
    text: "hi",
    code,
    link: null,
  };
  await inboxConnector.send(email);
  return id;
}

const idsOf = async (to: string | null) => (await inboxMessages(to)).map(({ id }) => id);

test("returns exactly the documented fields of a message", async () => {
  const id = await receive("ada@example.com", "000007");
  expect(await inboxMessages(null)).toEqual([
    {
      id,
      channel: "email",
      to: "ada@example.com",
      subject: "000007",
      text: "hi",
      html: "<p>hi</p>",
      code: "000007",
      link: null,
      createdAt: expect.any(Date),
    },
  ]);
});

test("lists the newest message first", async () => {
  const first = await receive("ada@example.com");
  const second = await receive("ada@example.com");
  expect(await idsOf(null)).toEqual([second, first]);
});

test("finds an address in any spelling", async () => {
  const id = await receive("ada@example.com");
  await receive("grace@example.com");
  expect(await idsOf(" Ada@EXAMPLE.com ")).toEqual([id]);
  expect(await idsOf("unknown@example.com")).toEqual([]);
});

test.each(["\0", "ada\0@example.com", "ada@example.com\0"])(
  "finds nothing for %j, which the database cannot store",
  async (to) => {
    await receive("ada@example.com");
    expect(await idsOf(to)).toEqual([]);
  },
);

describe("@texts an SMS", () => {
  const text = "042917 is your code\n\n@localhost #042917";
  const receiveText = async (to: string) => {
    const id = randomUUID();
    await smsInboxConnector.send({ id, to, text, code: "042917" });
    return id;
  };

  test("has neither subject nor HTML", async () => {
    await receiveText("+14155550100");
    expect(await inboxMessages(null)).toMatchObject([
      { channel: "sms", to: "+14155550100", text, code: "042917", subject: null, html: null, link: null },
    ]);
  });

  test.each(["+4930901820", " 4930901820", "+49 30 901820"])("is found by its number as %j", async (to) => {
    const id = await receiveText("+4930901820");
    await receiveText("+14155550100");
    expect(await idsOf(to)).toEqual([id]);
  });
});

test("keeps the link of an email", async () => {
  const link = "http://localhost:3000/verify?token=abc";
  const [id, to] = [randomUUID(), "ada@example.com"];
  await inboxConnector.send({ id, to, from: "", subject: "Link", html: "", text: "", code: null, link });
  expect(await inboxMessages(to)).toMatchObject([{ link, code: null }]);
});

test("stores a message that is delivered twice once", async () => {
  const id = await receive("ada@example.com");
  const email = {
    id,
    to: "ada@example.com",
    from: "",
    subject: "again",
    html: "",
    text: "",
    code: null,
    link: null,
  };
  await inboxConnector.send(email);
  expect(await idsOf(null)).toEqual([id]);
});

describe("the HTML of a message", () => {
  test("is returned for that message only", async () => {
    expect(await inboxHtml(await receive("ada@example.com"))).toBe("<p>hi</p>");
    expect(await inboxHtml(randomUUID())).toBeNull();
  });
});

test("keeps the newest thousand messages", async () => {
  const db = await database();
  await db.$executeRaw`
    INSERT INTO "InboxMessage" (id, channel, "to", text, "createdAt")
    SELECT gen_random_uuid(), 'email', 'old@example.com', 'old', now() - n * interval '1 minute'
    FROM generate_series(1, 1005) n`;
  const id = await receive("ada@example.com");
  expect(await db.inboxMessage.count()).toBe(1_000);
  expect((await idsOf(null))[0]).toBe(id);
});
