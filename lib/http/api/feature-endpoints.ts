/** The endpoints of the optional features in the client API: one line for each feature. */
export { ORGANIZATION_ENDPOINTS } from "../organizations/endpoints";
