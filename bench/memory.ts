import { readFileSync } from "node:fs";

function statusOf(pid: number, field: "VmRSS" | "VmHWM"): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
}

/** Returns the memory of a process at present, in kB. */
export const memoryKb = (pid: number) => statusOf(pid, "VmRSS");

/** Returns the most memory that a process has had, in kB. */
export const peakMemoryKb = (pid: number) => statusOf(pid, "VmHWM");
