import { type Db, database } from "@/lib/db/client";
import { type CurrentSession, findSession } from "@/lib/sessions/find";
import type { Caller } from "./caller";
import { newestAttemptId } from "./sign-in/attempt";
import { type DescribedSignIn, describeSignIn } from "./sign-in/resource";
import { newestSignUpId } from "./sign-up/attempt";
import { type DescribedSignUp, describeSignUp } from "./sign-up/describe";

/** The state of a client: its session, and its newest sign-in and sign-up attempts, if they can be continued. */
export type ClientState = {
  session: CurrentSession | null;
  signIn: DescribedSignIn | null;
  signUp: DescribedSignUp | null;
};

/** Reads the state of the calling client, for a page or app that was just loaded. */
export async function readClient(caller: Caller): Promise<ClientState> {
  const db = await database();
  const session = caller.sessionToken === null ? null : await findSession(caller.sessionToken);
  return { session, signIn: await openSignIn(db, caller), signUp: await openSignUp(db, caller) };
}

async function openSignIn(db: Db, caller: Caller): Promise<DescribedSignIn | null> {
  const id = await newestAttemptId(db, ["sign_in", "reset_password"], caller);
  const described = id === null ? null : await describeSignIn(id, caller);
  return described?.ok && isOpen(described.signIn) ? described.signIn : null;
}

async function openSignUp(db: Db, caller: Caller): Promise<DescribedSignUp | null> {
  const id = await newestSignUpId(db, caller);
  const described = id === null ? null : await describeSignUp(id, caller);
  return described?.ok && isOpen(described.signUp) ? described.signUp : null;
}

const isOpen = ({ status }: { status: string }) => status !== "complete" && status !== "abandoned";
