/** `npm run user:compromised -- IDENTIFIER [--undo]`: marks somebody's password compromised, or takes the mark back. */
import { BY_COMMAND } from "@/lib/audit";
import { markPasswordCompromised, unmarkPasswordCompromised } from "@/lib/flows/users/password-compromised";
import { runUserCommand } from "./user-command";

await runUserCommand({
  takesBack: "--undo",
  act: (userId, isBack) =>
    isBack
      ? unmarkPasswordCompromised(userId, BY_COMMAND)
      : markPasswordCompromised(userId, "reported", BY_COMMAND),
  words: (typed, isBack) => `The password of ${typed} is ${isBack ? "no longer " : ""}marked compromised.`,
});
