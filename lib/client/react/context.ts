"use client";

import { createContext, useContext, useEffect, useSyncExternalStore } from "react";
import { AuthClient } from "../auth-client";

export const AuthContext = createContext<AuthClient | null>(null);

let own: AuthClient | null = null;

/** Returns the client for the page's own origin, for pages without a provider. */
function ownClient(): AuthClient {
  own ??= new AuthClient();
  return own;
}

/**
 * Returns the client, loads it after the first render, and rerenders the component on every change.
 *
 * @returns the client, and whether its state has been loaded: never on a server
 */
export function useLoadedClient(): { client: AuthClient; isLoaded: boolean } {
  const client = useContext(AuthContext) ?? ownClient();
  const version = useSyncExternalStore(
    client.addListener,
    () => client.version,
    () => 0,
  );
  useEffect(() => {
    void client.loadWithRetry();
  }, [client]);
  return { client, isLoaded: version > 0 && client.loaded };
}
