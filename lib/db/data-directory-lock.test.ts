import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";
import { ConfigError } from "@/lib/config-error";
import { DataDirectoryInUseError, lockDataDirectory } from "./data-directory-lock";

const folders: string[] = [];
const children: ChildProcess[] = [];

const folder = () => {
  const made = mkdtempSync(path.join(tmpdir(), "latchkey-lock-"));
  folders.push(made);
  return made;
};

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

/** A separate process that locks folders on request. */
function contender() {
  const script = path.join(import.meta.dirname, "testing/lock-contender.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script], { stdio: ["pipe", "pipe", "inherit"] });
  children.push(child);
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    take: async (directory: string): Promise<string> => {
      child.stdin.write(`${directory}\n`);
      return (await answers.next()).value;
    },
    signal: async (signal: "SIGKILL" | "SIGSTOP") => {
      child.kill(signal);
      if (signal === "SIGKILL") await once(child, "exit");
    },
  };
}

test("only one caller holds the lock, and releasing it leaves no files", async () => {
  const directory = folder();
  const unlock = await lockDataDirectory(directory);
  await expect(lockDataDirectory(directory)).rejects.toThrow(DataDirectoryInUseError);
  unlock();
  const unlockAgain = await lockDataDirectory(directory);
  unlockAgain();
  expect(readdirSync(directory)).toEqual([]);
});

test("exactly one of many concurrent callers gets the lock", async () => {
  const directory = folder();
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => lockDataDirectory(directory)));
  const held = outcomes.filter((outcome) => outcome.status === "fulfilled");
  expect(held).toHaveLength(1);
  for (const { value: unlock } of held) unlock();
});

test("the lock of a killed process is free immediately", async () => {
  const directory = folder();
  const killed = contender();
  expect(await killed.take(directory)).toBe("held");
  await killed.signal("SIGKILL");
  const unlock = await lockDataDirectory(directory);
  expect(readdirSync(directory)).toHaveLength(1);
  unlock();
});

test("rejects a folder whose path is too long for a socket, instead of truncating it", async () => {
  const parent = folder();
  await expect(lockDataDirectory(path.join(parent, "x".repeat(120)))).rejects.toThrow(ConfigError);
});

test("a stopped process still holds the lock", async () => {
  const directory = folder();
  const stopped = contender();
  expect(await stopped.take(directory)).toBe("held");
  await stopped.signal("SIGSTOP");
  await expect(lockDataDirectory(directory)).rejects.toThrow(DataDirectoryInUseError);
});

test("exactly one of several concurrent processes gets the lock of a killed process", async () => {
  const parent = folder();
  const rounds = Array.from({ length: 100 }, (_, round) => path.join(parent, String(round)));
  const killed = contender();
  for (const round of rounds) expect(await killed.take(round)).toBe("held");
  await killed.signal("SIGKILL");
  const contenders = [contender(), contender(), contender()];
  const warmUp = path.join(parent, "warm-up");
  mkdirSync(warmUp);
  await Promise.all(contenders.map(({ take }) => take(warmUp)));
  for (const round of rounds) {
    const said = await Promise.all(contenders.map(({ take }) => take(round)));
    expect(said.toSorted()).toEqual(["DataDirectoryInUseError", "DataDirectoryInUseError", "held"]);
  }
});
