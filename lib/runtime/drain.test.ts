import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { closeServer } from "./drain";

const VISITORS = 20;

/** Posts many forms concurrently. Sets a flag when all are sent, and finally reports how many were answered. */
const POST_FORMS = `
  const { parentPort, workerData } = require("node:worker_threads");
  const { connect } = require("node:net");
  const { port, visitors, flag } = workerData;
  const REQUEST = "POST / HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 0\\r\\n\\r\\n";
  const post = () => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    socket.on("data", (chunk) => { answer += chunk; });
    const answered = new Promise((resolve) => {
      socket.on("error", () => resolve(false));
      socket.on("close", () => resolve(answer.startsWith("HTTP/1.1 200")));
    });
    return { sent: new Promise((resolve) => socket.write(REQUEST, resolve)), answered };
  };
  const posts = Array.from({ length: visitors }, post);
  Promise.all(posts.map(({ sent }) => sent)).then(() => {
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  });
  Promise.all(posts.map(({ answered }) => answered)).then((all) => parentPort.postMessage(all.filter(Boolean).length));
`;

test("answers every request sent before the server closed, although it was busy", async () => {
  const server = createServer((_, response) => response.end("here"));
  server.keepAliveTimeout = 1;
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(POST_FORMS, { eval: true, workerData: { port, flag, visitors: VISITORS } });
  const answered = once(worker, "message");
  // Blocks the event loop: all requests are sent before the first connection is accepted.
  expect(Atomics.wait(flag, 0, 0, 10_000)).not.toBe("timed-out");
  await closeServer(server);
  expect(await answered).toEqual([VISITORS]);
});
