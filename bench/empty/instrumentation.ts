/** Nothing to do; without this file Next would take that of the folder above. */
export function register(): void {}
