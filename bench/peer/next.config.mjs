/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  serverExternalPackages: ["@node-rs/argon2", "pg"],
  turbopack: { root: import.meta.dirname },
};
