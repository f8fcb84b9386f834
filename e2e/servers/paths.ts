import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "../..");

/** Files that a run prepares for its workers. Each run creates them again. */
export const RUN = path.join(ROOT, "test-results/run");

export const EMBEDDED_TEMPLATE = path.join(RUN, "embedded-template");

/** File with the URL of the PostgreSQL server of this run, for the worker processes. */
export const POSTGRES_URL_FILE = path.join(RUN, "postgres-url");

/** File with the path of the server under test, for the worker processes: a folder outside the project. */
export const SERVER_FOLDER_FILE = path.join(RUN, "server-folder");

/** File with the URL of the front end of this run, for the worker processes. */
export const FRONT_END_URL_FILE = path.join(RUN, "front-end-url");

export const POSTGRES_TEMPLATE = "latchkey_template";

/** Long enough to be accepted. It is public and protects nothing. */
export const AUTH_SECRET = "a secret for the end-to-end tests and nothing else";

/** The key of the backend API, also public. */
export const SECRET_KEY = "sk_test_the-key-of-the-back-office-in-the-tests";
