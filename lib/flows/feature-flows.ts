/** What the optional features do when an account changes: one line for each feature. */
export { ORGANIZATION_FLOWS } from "./organizations/feature";
