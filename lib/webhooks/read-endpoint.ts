import { database } from "@/lib/db/client";
import { ENDPOINT_COLUMNS, type Endpoint } from "./endpoint-columns";

/**
 * Returns one endpoint, or `null`.
 *
 * @param endpointId a UUID
 */
export async function readEndpoint(endpointId: string): Promise<Endpoint | null> {
  const db = await database();
  return db.webhookEndpoint.findUnique({ where: { id: endpointId }, select: ENDPOINT_COLUMNS });
}
