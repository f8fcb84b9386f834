import { dialogTexts, element } from "./dialog-texts";
import { isAPIResponseError } from "./errors";
import type { ProofParams, Session } from "./session";
import type { User } from "./user";

type SignedIn = { session: Session | null; user: User | null };

type Way = {
  label: string;
  type: "password" | "text";
  autocomplete: string;
  proof: (typed: string) => ProofParams;
};

/**
 * Asks the user in a dialog for the password or, with a second factor, for a code. A code by email or SMS is the
 * alternative, and the only way for a user who has neither.
 *
 * @returns whether the user reauthenticated; false outside a browser and without a signed-in user
 */
export function reauthenticateInDialog({ session, user }: SignedIn): Promise<boolean> {
  if (typeof document === "undefined" || session === null || user === null) return Promise.resolve(false);
  const own = session;
  const texts = dialogTexts();
  const input = element("input", { id: "latchkey-proof", required: "", name: "proof" });
  const label = element("label", { for: "latchkey-proof" });
  const problem = element("p", { role: "alert" });
  const note = element("p", { role: "status" });
  const other = element("button", { type: "button" }, texts.sendCode);
  const cancel = element("button", { type: "button" }, texts.cancel);
  const submit = element("button", { type: "submit" }, texts.continue);
  const heading = element("h2", { id: "latchkey-proof-title" }, texts.title);
  const form = element("form", { method: "dialog" }, label, input, problem, note, submit, other, cancel);
  const dialog = element("dialog", { "aria-labelledby": "latchkey-proof-title" }, heading, form);
  let way: Way;

  function show(next: Way): void {
    way = next;
    label.textContent = next.label;
    input.type = next.type;
    input.autocomplete = next.autocomplete as AutoFill;
    input.value = "";
    input.focus();
  }

  /** Runs a call, with its error in the dialog. Returns whether it succeeded. */
  async function run(call: () => Promise<unknown>): Promise<boolean> {
    problem.textContent = "";
    submit.disabled = true;
    other.disabled = true;
    try {
      await call();
      return true;
    } catch (error) {
      problem.textContent = isAPIResponseError(error) ? error.errors[0].longMessage : texts.failed;
      return false;
    } finally {
      submit.disabled = false;
      other.disabled = false;
    }
  }

  async function sendCode(): Promise<void> {
    await run(async () => {
      const { verificationId } = await own.prepareProof();
      const proof = (code: string): ProofParams => ({ strategy: "message", verificationId, code });
      show({ label: texts.message, type: "text", autocomplete: "one-time-code", proof });
      note.textContent = texts.sent;
    });
  }

  return new Promise((resolve) => {
    const end = (isDone: boolean) => {
      dialog.remove();
      resolve(isDone);
    };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (await run(() => own.attemptProof(way.proof(input.value)))) end(true);
      else input.focus();
    });
    other.addEventListener("click", () => void sendCode());
    cancel.addEventListener("click", () => end(false));
    dialog.addEventListener("cancel", () => end(false));
    document.body.append(dialog);
    dialog.showModal();
    if (user.hasSecondFactor) {
      const proof = (typed: string): ProofParams => ({ strategy: strategyOf(typed), code: typed.trim() });
      show({ label: texts.secondFactor, type: "text", autocomplete: "one-time-code", proof });
    } else if (user.hasPassword) {
      const proof = (password: string): ProofParams => ({ strategy: "password", password });
      show({ label: texts.password, type: "password", autocomplete: "current-password", proof });
    } else {
      const proof = (code: string): ProofParams => ({ strategy: "message", verificationId: "", code });
      show({ label: texts.message, type: "text", autocomplete: "one-time-code", proof });
      void sendCode();
    }
  });
}

/** A code of an authenticator app has six digits, and a backup code does not. */
const strategyOf = (typed: string) => (/^\s*(\d\s*){6}$/.test(typed) ? "totp" : "backup_code");
