import path from "node:path";
import { Worker } from "node:worker_threads";
import { globalSingleton } from "@/lib/global-singleton";
import { FairQueue } from "@/lib/jobs/fair-queue";
import type { Requester } from "@/lib/jobs/requester";
import { log } from "@/lib/log";
import type { PasswordStrength } from "./strength";

const WORKER_FILE = "lib/factors/password/examine-worker.mjs";

/** Much longer than an answer takes: a tenth of a second at most, plus loading the word lists before the first one. */
const ANSWER_WITHIN_MS = 30_000;

/** `context` is `null` if the strength is not needed. */
type Question = { password: string; context: string[] | null };

type Answer = { isCommon: boolean; strength: PasswordStrength | null };

/** The thread of the process, started with the first question, and the queue of its jobs. */
const examiner = globalSingleton("password-examiner", () => ({
  worker: null as Worker | null,
  queue: new FairQueue({ concurrency: 1, perNetwork: 16, perBlock: 24, perLane: 64, deadlineMs: 10_000 }),
}));

function startWorker(): Worker {
  const file = path.join(process.cwd(), WORKER_FILE);
  const worker = new Worker(/* turbopackIgnore: true */ file, { execArgv: [] });
  worker.on("error", (error) => log.error({ event: "password_worker.failed", err: error }));
  worker.on("exit", () => {
    if (examiner.worker === worker) examiner.worker = null;
  });
  return worker;
}

function answerOf(worker: Worker, question: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      worker.off("message", answered).off("exit", exited);
      settle();
    };
    const answered = (answer: Answer) => end(() => resolve(answer));
    const fail = (why: string) => end(() => reject(new Error(`The thread that examines passwords ${why}.`)));
    const exited = () => fail("has ended");
    const timer = setTimeout(() => fail("does not answer"), ANSWER_WITHIN_MS);
    worker.on("message", answered).on("exit", exited);
    worker.postMessage(question);
  });
}

/**
 * Sends a question to the thread, which keeps the process alive meanwhile. A failed thread is replaced with the next
 * question.
 */
async function ask(question: Question): Promise<Answer> {
  examiner.worker ??= startWorker();
  const { worker } = examiner;
  worker.ref();
  try {
    return await answerOf(worker, question);
  } catch (error) {
    examiner.worker = null;
    await worker.terminate();
    throw error;
  } finally {
    worker.unref();
  }
}

/**
 * Whether the whole password is on the bundled list of common passwords, in any case.
 *
 * @throws BusyError when too many are waiting
 */
export async function isCommonPassword(password: string, requester: Requester): Promise<boolean> {
  const { isCommon } = await examiner.queue.run(requester, () => ask({ password, context: null }));
  return isCommon;
}

/**
 * Estimates how hard a new password is to guess, and looks it up in the list of common ones, in a separate thread.
 *
 * @param password from `normalizePassword`
 * @param context words that an attacker would try first, from `passwordContext`
 * @throws BusyError when too many are waiting
 */
export async function examinePassword(
  password: string,
  context: string[],
  requester: Requester,
): Promise<{ isCommon: boolean; strength: PasswordStrength }> {
  const { isCommon, strength } = await examiner.queue.run(requester, () => ask({ password, context }));
  if (strength === null) throw new Error("The strength of a password was not estimated.");
  return { isCommon, strength };
}
