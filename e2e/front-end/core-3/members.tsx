import { Show, TaskResetPassword, UserButton, useAuth } from "@/lib/client/react/core-3";

/** Shows who is signed in, and sends a user with a compromised password to the server's page. */
export function Members() {
  const { has } = useAuth();
  return (
    <>
      <Show when="signed-in" fallback="Signed out">
        Signed in as <UserButton afterSignOutAllUrl="/core-3" />
      </Show>
      <Show when="signed-in" treatPendingAsSignedOut={false}>
        {has({ reverification: "strict" }) && <output>Verified a moment ago</output>}
        <TaskResetPassword redirectUrlComplete="/core-3" />
      </Show>
    </>
  );
}
