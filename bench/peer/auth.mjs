import { hash, verify } from "@node-rs/argon2";
import { betterAuth } from "better-auth";
import pg from "pg";

/** The parameters of Latchkey: argon2id, 19 MiB, two passes, one lane. */
const ARGON2 = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password) => hash(password, ARGON2);

/** Rate limits are on in production, by default in the memory of the process. */
export const auth = betterAuth({
  baseURL: process.env.APP_URL,
  secret: process.env.AUTH_SECRET,
  telemetry: { enabled: false },
  database: new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 }),
  emailAndPassword: {
    enabled: true,
    password: {
      hash: hashPassword,
      verify: ({ hash: stored, password }) => verify(stored, password),
    },
  },
});
