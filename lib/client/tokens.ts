/**
 * Where an app keeps the one token that stands for it and its session: the system's secure storage, say. A browser needs
 * none, for its cookies do that.
 */
export type TokenStore = {
  get: () => string | null | Promise<string | null>;
  set: (token: string) => void | Promise<void>;
};

/** Keeps the token for as long as the program runs. */
export function memoryTokens(): TokenStore {
  let kept: string | null = null;
  return {
    get: () => kept,
    set: (token) => {
      kept = token;
    },
  };
}
