export { estimateStrength } from "@/lib/factors/password/estimate.mjs";
export type { PasswordStrength } from "@/lib/factors/password/strength";
