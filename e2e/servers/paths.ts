import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "../..");

/** What a run prepares for its workers. Made anew by each. */
export const RUN = path.join(ROOT, "test-results/run");

export const EMBEDDED_TEMPLATE = path.join(RUN, "embedded-template");

/** The PostgreSQL server of this run: how to reach it, for workers that are processes of their own. */
export const POSTGRES_URL_FILE = path.join(RUN, "postgres-url");

/** Where the server under test stands, for the same workers: a folder outside the project. */
export const SERVER_FOLDER_FILE = path.join(RUN, "server-folder");

/** Where the front end of this run is, for the same workers. */
export const FRONT_END_URL_FILE = path.join(RUN, "front-end-url");

export const POSTGRES_TEMPLATE = "latchkey_template";

/** Long enough to be accepted, and secret to nobody. */
export const AUTH_SECRET = "a secret for the end-to-end tests and nothing else";

/** The key of the backend API, likewise. */
export const SECRET_KEY = "sk_test_the-key-of-the-back-office-in-the-tests";
