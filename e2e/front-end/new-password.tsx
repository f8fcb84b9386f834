import { type FormEvent, useState } from "react";
import { useSession, useUser } from "@/lib/client/react";
import { Field } from "./field";
import { navigate } from "./navigate";

/** Sets a new password: as the task of a pending session, or after a sign-in link. */
export function NewPassword() {
  const { isLoaded, session } = useSession();
  const { user } = useUser();
  const [password, setPassword] = useState("");

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (user === null) await session?.resetPassword({ password });
    else await user.updatePassword({ newPassword: password });
    navigate("/");
  }

  if (!isLoaded || session === null) return null;
  return (
    <form onSubmit={submit}>
      <Field label="New password" value={password} onChange={setPassword} type="password" />
      <button type="submit">Save</button>
    </form>
  );
}
