import { z } from "zod";
import type { Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import { readClient } from "@/lib/flows/client";
import { signInSchema } from "@/lib/flows/sign-in/resource";
import { signUpSchema } from "@/lib/flows/sign-up/describe";
import { sessionResource, sessionSchema } from "../session-resource";
import type { ApiResponse } from "./route";

/** What a client holds: its session, and what it began last and can still go on with. */
export const clientSchema = z
  .strictObject({
    session: sessionSchema.nullable(),
    signIn: signInSchema.nullable(),
    signUp: signUpSchema.nullable(),
  })
  .meta({ id: "Client" });

/** Answers what the client that calls holds. */
export async function clientResponse(
  caller: Caller,
): Promise<Result<ApiResponse<z.output<typeof clientSchema>>>> {
  const { session, ...begun } = await readClient(caller);
  return { ok: true, body: { session: session && sessionResource(session), ...begun } };
}
