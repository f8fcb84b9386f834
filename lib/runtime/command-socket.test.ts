import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import type { Outcome } from "@/lib/commands/outcome";
import { requestCommand, serveCommands } from "./command-socket";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), "latchkey-commands-"));
  cleanUps.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function serve(directory: string, run: (args: string[]) => Promise<Outcome>) {
  const stop = await serveCommands(directory, run);
  cleanUps.push(stop);
  return stop;
}

const echo = async (args: string[]): Promise<Outcome> => ({
  done: args[0] !== "no",
  message: args.join(" "),
});

test("runs commands concurrently, and returns its own outcome to each caller", async () => {
  const directory = folder();
  await serve(directory, echo);
  const asked = Array.from({ length: 20 }, (_, index) => [index % 2 ? "yes" : "no", `nümber ${index}`]);
  const outcomes = await Promise.all(asked.map((args) => requestCommand(directory, args)));
  expect(outcomes).toEqual(await Promise.all(asked.map(echo)));
});

test("returns no outcome without a server, and leaves no files after a stop", async () => {
  const directory = folder();
  expect(await requestCommand(directory, ["x"])).toBeNull();
  expect(await requestCommand(path.join(directory, "missing"), ["x"])).toBeNull();
  const stop = await serveCommands(directory, echo);
  expect(await requestCommand(directory, ["x"])).toEqual({ done: true, message: "x" });
  await stop();
  expect(await requestCommand(directory, ["x"])).toBeNull();
  expect(readdirSync(directory)).toEqual([]);
});

test("allows only the current system user, whatever the umask", async () => {
  const before = process.umask(0);
  cleanUps.push(() => process.umask(before));
  const directory = folder();
  await serve(directory, echo);
  expect(statSync(path.join(directory, "commands.sock")).mode & 0o777).toBe(0o600);
});

test("replaces the socket of a killed server", async () => {
  const directory = folder();
  const script = `require("node:net").createServer().listen(${JSON.stringify(path.join(directory, "commands.sock"))}, () => process.kill(process.pid, "SIGKILL"))`;
  spawnSync(process.execPath, ["-e", script]);
  expect(readdirSync(directory)).toEqual(["commands.sock"]);
  expect(await requestCommand(directory, ["x"])).toBeNull();
  await serve(directory, echo);
  expect(await requestCommand(directory, ["x"])).toEqual({ done: true, message: "x" });
});

test.each([
  ["nothing", ""],
  ["no JSON", "webhook list"],
  ["JSON of another kind", '{"args":["x"]}'],
  ["too much", JSON.stringify(["x".repeat(70_000)])],
])("does not run a request with %s, and runs the next one", async (_, request) => {
  const directory = folder();
  const ran: string[][] = [];
  await serve(directory, async (args) => {
    ran.push(args);
    return echo(args);
  });
  const socket = connect(path.join(directory, "commands.sock")).on("error", () => undefined);
  socket.end(request).resume();
  await once(socket, "close");
  expect(ran).toEqual([]);
  expect(await requestCommand(directory, ["x"])).toEqual({ done: true, message: "x" });
  expect(ran).toEqual([["x"]]);
});

test("throws if the server ends before the command is done", async () => {
  const directory = folder();
  await serve(directory, () => Promise.reject(new Error("broken")));
  await expect(requestCommand(directory, ["x"])).rejects.toThrow(/ended before/);
});
