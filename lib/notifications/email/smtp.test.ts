import { createServer, type Server, type Socket } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MISCONFIGURED, OverloadedError } from "../delivery-error";
import { UNREACHABLE } from "../unreachable";
import type { Email } from "./connector";
import { smtpConnector } from "./smtp";

const email: Email = {
  id: "5d0ad37c-6d6f-4b0e-9c3b-4cf0b8a7b0a1",
  from: "Latchkey <latchkey@example.com>",
  to: "ada@example.com",
  subject: "042917 is your code",
  html: "<p>042917 – ünïcode</p>",
  text: "042917 – ünïcode",
  code: "042917",
  link: null,
};

type Received = { recipients: string[]; raw: Buffer };

const received: Received[] = [];
let server: SMTPServer;
let refuseWith: number | null;
/** The server's response to individual commands. */
let refusals: { auth?: number; from?: number; recipient?: number };

const refused = (responseCode: number | undefined) =>
  responseCode === undefined ? null : Object.assign(new Error("no"), { responseCode });

function accept(session: SMTPServerSession, raw: Buffer, done: (error?: Error) => void): void {
  if (refuseWith === null) {
    received.push({ recipients: session.envelope.rcptTo.map(({ address }) => address), raw });
    done();
  } else {
    done(Object.assign(new Error("no"), { responseCode: refuseWith }));
  }
}

const portOf = (listening: { address(): unknown }) => (listening.address() as { port: number }).port;
const url = () => `smtp://127.0.0.1:${portOf(server.server)}`;

async function start(options: SMTPServerOptions = {}): Promise<void> {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onAuth: ({ username }, _session, done) => done(refused(refusals.auth), { user: username }),
    onMailFrom: (_address, _session, done) => done(refused(refusals.from)),
    onRcptTo: (_address, _session, done) => done(refused(refusals.recipient)),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => accept(session, Buffer.concat(chunks), done));
    },
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
}

const stop = () => new Promise<void>((resolve) => server.close(resolve));

beforeEach(async () => {
  received.length = 0;
  refuseWith = null;
  refusals = {};
  await start();
});
afterEach(stop);

test("sends HTML and text to one recipient", async () => {
  await smtpConnector(url()).send(email);
  const [message] = received;
  const parsed = await PostalMime.parse(message?.raw ?? "");
  expect(message?.recipients).toEqual([email.to]);
  expect(parsed).toMatchObject({
    subject: email.subject,
    from: { name: "Latchkey", address: "latchkey@example.com" },
    to: [{ address: email.to }],
  });
  expect(parsed.html).toContain("042917 – ünïcode");
  expect(parsed.text).toContain("042917 – ünïcode");
});

test("uses the same Message-ID for every attempt", async () => {
  const connector = smtpConnector(url());
  await connector.send(email);
  await connector.send(email);
  const ids = await Promise.all(received.map(async ({ raw }) => (await PostalMime.parse(raw)).messageId));
  expect(ids).toEqual([`<${email.id}@example.com>`, `<${email.id}@example.com>`]);
});

test.each([
  ["Latchkey <auth@mail.example.org>", "mail.example.org"],
  ["auth@example.org", "example.org"],
  ['"Latchkey, Inc. <x@y>" <auth@example.org>', "example.org"],
  ["Latchkey <auth@jõgeva.example>", "xn--jgeva-dua.example"],
  ["Latchkey <latchkey@localhost>", "localhost"],
])("a sender %s has a Message-ID in %s", async (from, domain) => {
  await smtpConnector(url()).send({ ...email, from });
  const { messageId } = await PostalMime.parse(received[0]?.raw ?? "");
  expect(messageId).toBe(`<${email.id}@${domain}>`);
});

test("carries an id of its own, so that emails with the same subject are not folded", async () => {
  await smtpConnector(url()).send(email);
  const { headers } = await PostalMime.parse(received[0]?.raw ?? "");
  expect(headers).toContainEqual(expect.objectContaining({ key: "x-entity-ref-id", value: email.id }));
});

test("asks receivers for no automatic reply", async () => {
  await smtpConnector(url()).send(email);
  const { headers } = await PostalMime.parse(received[0]?.raw ?? "");
  expect(headers).toContainEqual(expect.objectContaining({ key: "auto-submitted", value: "auto-generated" }));
});

describe("an address whose local part is not ASCII", () => {
  const [to, ascii] = ["jõgeva@example.com", "ada@example.com"];

  test("is accepted by a server with SMTPUTF8", async () => {
    await smtpConnector(url()).send({ ...email, to });
    expect(received.map(({ recipients }) => recipients)).toEqual([[to]]);
  });

  test("fails permanently, with the reason, if the server lacks SMTPUTF8", async () => {
    await stop();
    await start({ hideSMTPUTF8: true });
    const sending = smtpConnector(url()).send({ ...email, to });
    await expect(sending).rejects.toMatchObject({
      retryable: false,
      message: expect.stringContaining("lacks SMTPUTF8"),
    });
    await smtpConnector(url()).send({ ...email, to: ascii });
    expect(received.map(({ recipients }) => recipients)).toEqual([[ascii]]);
  });

  test("is retried if the server is unreachable", async () => {
    const sending = smtpConnector("smtp://127.0.0.1:9").send({ ...email, to });
    await expect(sending).rejects.toMatchObject({ message: UNREACHABLE, retryable: true });
  });
});

describe("reports that the settings are rejected, whatever the recipient,", () => {
  const withLogin = () => url().replace("//", "//latchkey:secret@");
  const rejected = { retryable: true, message: expect.stringContaining(MISCONFIGURED) };

  test.each([535, 534, 538, 550])("if the server rejects the login with %i", async (code) => {
    refusals.auth = code;
    await expect(smtpConnector(withLogin()).send(email)).rejects.toMatchObject(rejected);
    await expect(smtpConnector(withLogin()).send(email)).rejects.toThrow(`(SMTP ${code})`);
    refusals = {};
    await smtpConnector(withLogin()).send(email);
    expect(received).toHaveLength(1);
  });

  test("if it rejects the sender, or requires a login for the recipient", async () => {
    refusals = { from: 553 };
    await expect(smtpConnector(url()).send(email)).rejects.toMatchObject(rejected);
    refusals = { recipient: 530 };
    await expect(smtpConnector(url()).send(email)).rejects.toMatchObject(rejected);
  });

  test("but not if it rejects the recipient, or the login temporarily", async () => {
    refusals = { recipient: 550 };
    await expect(smtpConnector(url()).send(email)).rejects.toMatchObject({ retryable: false });
    refusals = { auth: 454 };
    await expect(smtpConnector(withLogin()).send(email)).rejects.toThrow(/^SMTP 454$/);
  });
});

describe("reports that the server accepts no more at present", () => {
  test("if it rejects another connection", async () => {
    await stop();
    await start({ maxClients: 1 });
    const sent = await Promise.allSettled([1, 2, 3].map(() => smtpConnector(url()).send(email)));
    const errors = sent.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.every((error) => error instanceof OverloadedError && error.retryable)).toBe(true);
  });

  test("if it answers 421 to any command, or rejects a command about us temporarily", async () => {
    for (const replies of [{ recipient: 421 }, { from: 451 }]) {
      refusals = replies;
      await expect(smtpConnector(url()).send(email)).rejects.toBeInstanceOf(OverloadedError);
    }
  });

  test("but not if it rejects the recipient temporarily", async () => {
    refusals = { recipient: 450 };
    await expect(smtpConnector(url()).send(email)).rejects.not.toBeInstanceOf(OverloadedError);
  });
});

describe("text chosen by an attacker", () => {
  test("cannot add recipients", async () => {
    const to = "ada@example.com>, <mallory@example.com";
    await smtpConnector(url())
      .send({ ...email, to })
      .catch(() => undefined);
    expect(received.flatMap(({ recipients }) => recipients)).not.toContain("mallory@example.com");
  });

  test("cannot add headers", async () => {
    await smtpConnector(url()).send({ ...email, subject: "Hello\r\nBcc: mallory@example.com\r\n\r\nBody" });
    const [message] = received;
    const parsed = await PostalMime.parse(message?.raw ?? "");
    expect(message?.recipients).toEqual([email.to]);
    expect(parsed.headers.map(({ key }) => key)).not.toContain("bcc");
  });
});

describe("an error is", () => {
  test.each([550, 554])("permanent after %i", async (code) => {
    refuseWith = code;
    await expect(smtpConnector(url()).send(email)).rejects.toMatchObject({ retryable: false });
  });

  test.each([421, 450, 451])("retryable after %i", async (code) => {
    refuseWith = code;
    await expect(smtpConnector(url()).send(email)).rejects.toMatchObject({ retryable: true });
  });

  test("described only by its number", async () => {
    refuseWith = 550;
    await expect(smtpConnector(url()).send(email)).rejects.toThrow(/^SMTP 550$/);
  });
});

test("reports an unreachable server alike for send and reach", async () => {
  const connector = smtpConnector("smtp://127.0.0.1:9");
  const unreachable = { name: "DeliveryError", message: UNREACHABLE, retryable: true };
  await expect(connector.send(email)).rejects.toMatchObject(unreachable);
  await expect(connector.checkConnection()).rejects.toMatchObject(unreachable);
});

describe("times out", () => {
  const sockets: Socket[] = [];
  let slow: Server;

  const startSlow = async (greet: (socket: Socket) => void) => {
    slow = createServer((socket) => {
      sockets.push(socket.on("error", () => undefined));
      greet(socket);
    });
    await new Promise<void>((resolve) => slow.listen(0, "127.0.0.1", resolve));
    return `smtp://127.0.0.1:${portOf(slow)}`;
  };

  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    slow.close();
  });

  test("on a server that sends nothing", async () => {
    const silent = await startSlow(() => undefined);
    await expect(smtpConnector(silent, 100).send(email)).rejects.toMatchObject({ retryable: true });
  });

  test("on a server that never finishes its response", async () => {
    const dribbling = await startSlow((socket) => {
      const timer = setInterval(() => socket.write("220-still here\r\n"), 20);
      socket.on("close", () => clearInterval(timer));
    });
    await expect(smtpConnector(dribbling, 200).send(email)).rejects.toMatchObject({ retryable: true });
  });
});
