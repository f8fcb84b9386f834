/**
 * The environment of every server process. With up to eight arenas of malloc per core, which is the default of glibc, a
 * server keeps about 40 MB more (docs/benchmark.md). The `Dockerfile` sets the same.
 */
export const SERVER_ENVIRONMENT = { MALLOC_ARENA_MAX: "2" };
