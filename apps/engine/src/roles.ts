/** What a process does. `web`: the API; `worker`: handoffs; `projector`: lists; `timers`: what time alone brings, sweeps, and telling statuses. */
export const ROLES = ['web', 'worker', 'projector', 'timers'] as const;

export type Role = (typeof ROLES)[number];
export type Roles = ReadonlySet<Role>;

export const ALL_ROLES: Roles = new Set(ROLES);

/**
 * Reads `LIENTHONG_ROLES`, such as `web,worker`; without it, all.
 * @param shared whether the log is one that several engines share: only they can divide the work
 */
export function readRoles(text: string | undefined, shared: boolean): { readonly roles: Roles; readonly mistakes: readonly string[] } {
  if (text === undefined) return { roles: ALL_ROLES, mistakes: [] };
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !isRole(name));
  const roles: Roles = new Set(names.filter(isRole));
  const mistakes = unknown.map((name) => `LIENTHONG_ROLES: ${JSON.stringify(name)} is none of ${ROLES.join(', ')}`);
  if (mistakes.length === 0 && !shared && roles.size < ROLES.length) {
    mistakes.push(
      'LIENTHONG_ROLES: only engines of a log that they share can divide the work; name a KurrentDB in LIENTHONG_LOG_URL, or leave it out',
    );
  }
  return { roles, mistakes };
}

/** What the engine says of them when it starts; nothing where it has all. */
export const shownRoles = (roles: Roles): string => (roles.size === ROLES.length ? '' : `, roles ${[...roles].join(', ')}`);

const isRole = (name: string): name is Role => ROLES.some((role) => role === name);
