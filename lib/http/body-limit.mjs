/**
 * The maximum size of a request body, form or JSON, in bytes. It is many times the size of the longest valid request.
 */
export const MAX_BODY_BYTES = 64 * 1024;
