/** The IP address and user agent of the request that caused a message. */
export type Origin = { ipAddress: string | null; userAgent: string | null };
