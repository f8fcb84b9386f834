import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { startDraining } from "@/lib/lifecycle";
import { EventStream, sendEventStream } from "./event-stream";

/** Makes the response to the next request. */
let respond: (request: Request) => Response;

/** A server that sends responses as Next.js does: the headers, and an end without a body. */
const server = createServer(async (request, response: ServerResponse) => {
  sendEventStream(response);
  const answer = respond(new Request("http://localhost/", { method: request.method ?? "GET" }));
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) response.appendHeader(name, value);
  if (answer.body) response.write(await answer.text());
  response.end();
});
let url: string;

test("without this app's own server, a stream is a body that ends with an abort", async () => {
  const onEnd = vi.fn();
  const abort = new AbortController();
  const stream = new EventStream(onEnd);
  const response = stream.toResponse(new Request("http://localhost/", { signal: abort.signal }));
  stream.send("data: 1\n\n");
  abort.abort();
  expect(onEnd).toHaveBeenCalledOnce();
  expect(await response.text()).toBe(": waiting\n\ndata: 1\n\n");
});

test("a body that its reader cancels ends the stream", async () => {
  const onEnd = vi.fn();
  await new EventStream(onEnd).toResponse(new Request("http://localhost/")).body?.cancel();
  expect(onEnd).toHaveBeenCalledOnce();
});

describe("on this app's own server", () => {
  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    respond = () => new Response(null);
    await fetch(url);
  });
  test("a stream continues after the end by Next.js, and names itself in no header", async () => {
    const onEnd = vi.fn();
    const stream = new EventStream(onEnd);
    stream.send("data: early\n\n");
    respond = (request) => stream.toResponse(request);
    const answer = await fetch(url);
    expect(answer.headers.get("content-type")).toBe("text/event-stream");
    expect([...answer.headers.keys()].filter((name) => name.startsWith("x-latchkey"))).toEqual([]);
    expect(onEnd).not.toHaveBeenCalled();
    stream.send("data: late\n\n");
    stream.end();
    stream.end();
    stream.send("data: never\n\n");
    expect(await answer.text()).toBe(": waiting\n\ndata: early\n\ndata: late\n\n");
    expect(onEnd).toHaveBeenCalledOnce();
  });

  test("a stream that ended before its response began sends what it had", async () => {
    const stream = new EventStream(() => undefined);
    stream.send("data: 1\n\n");
    stream.end();
    respond = (request) => stream.toResponse(request);
    expect(await (await fetch(url)).text()).toBe(": waiting\n\ndata: 1\n\n");
  });

  test("ends when the client disconnects", async () => {
    const onEnd = vi.fn();
    respond = (request) => new EventStream(onEnd).toResponse(request);
    const abort = new AbortController();
    await fetch(url, { signal: abort.signal });
    expect(onEnd).not.toHaveBeenCalled();
    abort.abort();
    await vi.waitFor(() => expect(onEnd).toHaveBeenCalledOnce());
  });

  test("any other response keeps its length, its body and its end", async () => {
    respond = () => new Response(null, { status: 204 });
    expect((await fetch(url)).status).toBe(204);
    respond = () => new Response(null);
    expect((await fetch(url)).headers.get("content-length")).toBe("0");
    respond = () => new Response("text");
    expect(await (await fetch(url)).text()).toBe("text");
    respond = () => new Response(null, { headers: { "x-latchkey-event-stream": "unknown" } });
    expect((await fetch(url)).headers.has("x-latchkey-event-stream")).toBe(false);
  });

  test("a stop of the process ends every stream, so that the server closes", async () => {
    const onEnd = vi.fn();
    respond = (request) => new EventStream(onEnd).toResponse(request);
    const answers = await Promise.all([fetch(url), fetch(url)]);
    const closed = new Promise((resolve) => server.close(resolve));
    expect(onEnd).not.toHaveBeenCalled();
    startDraining();
    for (const answer of answers) expect(await answer.text()).toBe(": waiting\n\n");
    await closed;
    expect(onEnd).toHaveBeenCalledTimes(2);
  });
});
