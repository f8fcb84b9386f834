import { createServer, type Server, type Socket } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
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

beforeEach(async () => {
  received.length = 0;
  refuseWith = null;
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onAuth: (_auth, _session, done) => done(new Error("Invalid login")),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => accept(session, Buffer.concat(chunks), done));
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => new Promise<void>((resolve) => server.close(resolve)));

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

test("keeps its Message-ID over all tries", async () => {
  const connector = smtpConnector(url());
  await connector.send(email);
  await connector.send(email);
  const ids = await Promise.all(received.map(async ({ raw }) => (await PostalMime.parse(raw)).messageId));
  expect(ids).toEqual([`<${email.id}@latchkey>`, `<${email.id}@latchkey>`]);
});

describe("text that a stranger chose", () => {
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

describe("a refusal is", () => {
  test.each([550, 554])("final after %i", async (code) => {
    refuseWith = code;
    await expect(smtpConnector(url()).send(email)).rejects.toMatchObject({ retryable: false });
  });

  test.each([421, 450, 451])("worth another try after %i", async (code) => {
    refuseWith = code;
    await expect(smtpConnector(url()).send(email)).rejects.toMatchObject({ retryable: true });
  });

  test("told by its number alone", async () => {
    refuseWith = 550;
    await expect(smtpConnector(url()).send(email)).rejects.toThrow(/^SMTP 550$/);
  });
});

test("a server that is not there is found out alike by what is sent and by what is not", async () => {
  const connector = smtpConnector("smtp://127.0.0.1:9");
  const unreachable = { name: "DeliveryError", message: UNREACHABLE, retryable: true };
  await expect(connector.send(email)).rejects.toMatchObject(unreachable);
  await expect(connector.reach()).rejects.toMatchObject(unreachable);
});

describe("gives up in time", () => {
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

  test("on a server that says nothing", async () => {
    const silent = await startSlow(() => undefined);
    await expect(smtpConnector(silent, 100).send(email)).rejects.toMatchObject({ retryable: true });
  });

  test("on a server that never comes to an end", async () => {
    const dribbling = await startSlow((socket) => {
      const timer = setInterval(() => socket.write("220-still here\r\n"), 20);
      socket.on("close", () => clearInterval(timer));
    });
    await expect(smtpConnector(dribbling, 200).send(email)).rejects.toMatchObject({ retryable: true });
  });
});
