import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { DataDirectoryInUseError, lockDataDirectory } from "./data-directory-lock";

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(path.join(tmpdir(), "latchkey-lock-"));
  folders.push(made);
  return made;
};

afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

test("one holds it at a time, and gives it back", async () => {
  const directory = folder();
  const unlock = await lockDataDirectory(directory);
  await expect(lockDataDirectory(directory)).rejects.toThrow(DataDirectoryInUseError);
  unlock();
  const unlockAgain = await lockDataDirectory(directory);
  unlockAgain();
});

test("of many at once one gets it", async () => {
  const directory = folder();
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => lockDataDirectory(directory)));
  const held = outcomes.filter((outcome) => outcome.status === "fulfilled");
  expect(held).toHaveLength(1);
  for (const { value: unlock } of held) unlock();
});

test("the lock of a process that was killed is free at once", async () => {
  const directory = folder();
  const script = `require("node:net").createServer().listen(${JSON.stringify(path.join(directory, "lock"))}, () => console.log("held"))`;
  const killed = spawn(process.execPath, ["-e", script]);
  await once(killed.stdout, "data");
  killed.kill("SIGKILL");
  await once(killed, "exit");
  const unlock = await lockDataDirectory(directory);
  unlock();
});
