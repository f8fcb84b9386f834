import { hash, verify } from "@node-rs/argon2";

const ARGON2ID = 2;
let stored: Promise<string> | null = null;

/** Verifies the hash of a password and does nothing else: the bound for every sign-in. */
export async function POST(request: Request): Promise<Response> {
  const { password } = (await request.json()) as { password: string };
  stored ??= hash(password, { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  return Response.json({ verified: await verify(await stored, password) });
}
