/** The thread that `examine.ts` starts. Looks passwords up in the list of common ones and estimates their strength. */
import { parentPort } from "node:worker_threads";
import { dictionary } from "@zxcvbn-ts/language-common";
import { estimateStrength } from "./estimate.mjs";

const commonPasswords = new Set(dictionary["passwords-common"].map(String));

parentPort?.on("message", ({ password, context }) => {
  parentPort?.postMessage({
    isCommon: commonPasswords.has(password.toLowerCase()),
    strength: context === null ? null : estimateStrength(password, context),
  });
});
