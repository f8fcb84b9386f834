/** Empty, because Next would otherwise use the file of the parent folder. */
export function register(): void {}
