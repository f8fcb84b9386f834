/**
 * Where an app stores the token that identifies it and its session, for example the secure storage of the system. A
 * browser needs none, because it uses cookies.
 */
export type TokenStore = {
  get: () => string | null | Promise<string | null>;
  set: (token: string) => void | Promise<void>;
};

/** Stores the token in memory. */
export function memoryTokens(): TokenStore {
  let kept: string | null = null;
  return {
    get: () => kept,
    set: (token) => {
      kept = token;
    },
  };
}
