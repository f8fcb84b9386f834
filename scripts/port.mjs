import { createServer } from "node:net";

/**
 * Checks whether a server can listen.
 *
 * @param {string} host address or name
 * @param {number} port
 * @returns {Promise<string | null>} one sentence with the reason if it cannot, otherwise `null`
 */
export function checkPort(host, port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (/** @type {NodeJS.ErrnoException} */ { code }) => {
      resolve(
        code === "EADDRINUSE"
          ? `Port ${port} on ${host} is taken by another program: stop it, or set PORT to a free one.`
          : `Latchkey cannot listen on ${host}, port ${port} (${code}): check HOST and PORT.`,
      );
    });
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
}
