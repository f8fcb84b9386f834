import { z } from "zod";
import type { Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import { readClient } from "@/lib/flows/client";
import { signInSchema } from "@/lib/flows/sign-in/resource";
import { signUpSchema } from "@/lib/flows/sign-up/describe";
import { sessionResource, sessionSchema } from "../session-resource";
import type { ApiResponse } from "./route";

/** The state of a client: its session, and its newest sign-in and sign-up that it can still continue. */
export const clientSchema = z
  .strictObject({
    session: sessionSchema.nullable(),
    signIn: signInSchema.nullable(),
    signUp: signUpSchema.nullable(),
  })
  .meta({ id: "Client" });

/** Returns the state of the calling client. */
export async function clientResponse(
  caller: Caller,
): Promise<Result<ApiResponse<z.output<typeof clientSchema>>>> {
  const { session, ...begun } = await readClient(caller);
  return { ok: true, body: { session: session && sessionResource(session), ...begun } };
}
