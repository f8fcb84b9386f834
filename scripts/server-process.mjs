/**
 * The environment of every server process. With one arena of malloc per core and thread, which is the default of glibc, a
 * server keeps up to 60 MB more than it uses. The `Dockerfile` sets the same.
 */
export const SERVER_ENVIRONMENT = { MALLOC_ARENA_MAX: "2" };
