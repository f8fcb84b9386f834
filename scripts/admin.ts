/** `npm run admin -- IDENTIFIER [--remove]`: makes somebody an administrator, or no longer one. */
import { BY_COMMAND } from "@/lib/audit";
import { makeAdministrator, removeAdministrator } from "@/lib/flows/users/role";
import { runUserCommand } from "./user-command";

await runUserCommand({
  takesBack: "--remove",
  act: (userId, isBack) =>
    isBack ? removeAdministrator(userId, BY_COMMAND) : makeAdministrator(userId, BY_COMMAND),
  words: (typed, isBack) => `${typed} is ${isBack ? "no longer " : ""}an administrator.`,
});
