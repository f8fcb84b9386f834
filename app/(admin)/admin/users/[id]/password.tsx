import { ActButton } from "@/app/_ui/act-button";
import { Section } from "@/app/_ui/section";
import type { UserRecord } from "@/lib/flows/users/read";
import { messagesAvailable } from "@/lib/web/page-settings";
import { markCompromisedAction, unmarkCompromisedAction } from "./actions";
import { AskForReset } from "./ask-for-reset";

const MARKED = "It is marked compromised: it signs nobody in until it is reset.";

/** What can be done about a user's password. Nobody here ever sees or sets one. */
export function Password({ user }: { user: UserRecord }) {
  const { id, passwordEnabled, passwordCompromised } = user;
  const at = `/admin/users/${id}#password`;
  const state = passwordCompromised ? MARKED : passwordEnabled ? "There is one." : "There is none.";
  return (
    <Section id="password" heading="Password" lead={state}>
      <div className="space-y-6">
        {passwordCompromised && (
          <ActButton
            action={unmarkCompromisedAction}
            label="Unmark password compromised"
            fields={{ user: id }}
            at={at}
          />
        )}
        {passwordEnabled && !passwordCompromised && (
          <ActButton
            action={markCompromisedAction}
            label="Mark password compromised"
            fields={{ user: id }}
            at={at}
          />
        )}
        {messagesAvailable() && !user.locked && <AskForReset userId={id} />}
      </div>
    </Section>
  );
}
