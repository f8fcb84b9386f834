import type { ComponentProps, ComponentType, ReactNode } from "react";
import { ORGANIZATION_PAGES } from "@/app/(account)/organizations/feature";
import { ADMIN_AREA } from "@/app/(admin)/admin/feature";

/** What an optional feature adds to general pages. */
type PageFeature = {
  /** A link in the header of pages for signed-in users. */
  Navigation?: ComponentType;
  /** What the name of the user is for. */
  ProfileHint?: ComponentType;
  /** A line of the dashboard. */
  DashboardLine?: ComponentType;
  /** Returns what the user must do before the account can be deleted, or `null`. */
  deletionBlocker?: (userId: string) => Promise<ReactNode>;
  /** Whether this browser has opened an invitation that allows its user to sign up. */
  hasOpenInvitation?: () => Promise<boolean>;
  /** What the deletion of the account deletes too. */
  DeletionEffect?: ComponentType;
  /** A section of the page of a user in the admin area. */
  UserSection?: ComponentType<{ userId: string }>;
};

/** The optional features, in the order in which pages show them. */
const FEATURES: Record<string, PageFeature> = {
  organizations: ORGANIZATION_PAGES,
  admin: ADMIN_AREA,
};

type Part = Exclude<keyof PageFeature, "deletionBlocker" | "hasOpenInvitation">;

type PartProps<Name extends Part> = { part: Name } & ComponentProps<NonNullable<PageFeature[Name]>>;

/** Renders one part of every feature that has it. */
export function FeatureParts<Name extends Part>({ part, ...props }: PartProps<Name>) {
  return Object.entries(FEATURES).map(([name, feature]) => {
    const Component = feature[part] as ComponentType<object> | undefined;
    return Component && <Component key={name} {...props} />;
  });
}

/** Lists what the user must do before the account can be deleted. */
export async function listDeletionBlockers(userId: string): Promise<ReactNode[]> {
  const blockers = await Promise.all(
    Object.values(FEATURES).map(({ deletionBlocker }) => deletionBlocker?.(userId)),
  );
  return blockers.filter((blocker) => blocker != null);
}

/** Whether this browser has opened an invitation of any feature that allows its user to sign up. */
export async function hasOpenInvitation(): Promise<boolean> {
  const opened = await Promise.all(Object.values(FEATURES).map((feature) => feature.hasOpenInvitation?.()));
  return opened.includes(true);
}
