"use client";

import { createContext, useContext, useEffect, useSyncExternalStore } from "react";
import { AuthClient } from "../auth-client";

export const AuthContext = createContext<AuthClient | null>(null);

let own: AuthClient | null = null;

/** The client of the server that a page came from, for pages without a provider. */
function ownClient(): AuthClient {
  own ??= new AuthClient();
  return own;
}

/**
 * The client, whose changes render the component anew. It is loaded once the component is shown.
 *
 * @returns the client, and whether it is known yet what it holds: never so on a server
 */
export function useLoadedClient(): { client: AuthClient; isLoaded: boolean } {
  const client = useContext(AuthContext) ?? ownClient();
  const version = useSyncExternalStore(
    client.addListener,
    () => client.version,
    () => 0,
  );
  useEffect(() => {
    void client.load();
  }, [client]);
  return { client, isLoaded: version > 0 && client.loaded };
}
