import { ALL_ROLES, readRoles } from './roles';

describe('the roles of a process', () => {
  it('are all, unless some are named', () => {
    expect(readRoles(undefined, false)).toEqual({ roles: ALL_ROLES, mistakes: [] });
    expect(readRoles(undefined, true).roles).toEqual(new Set(['web', 'worker', 'projector', 'timers']));
    expect(readRoles('web, worker', true)).toEqual({ roles: new Set(['web', 'worker']), mistakes: [] });
  });

  it('are all where nobody is there to divide the work with', () => {
    expect(readRoles('timers,projector,worker,web', false).mistakes).toEqual([]);
    expect(readRoles('web', false).mistakes).toEqual([expect.stringContaining('name a KurrentDB in LIENTHONG_LOG_URL')]);
  });

  it.each(['', 'Web', 'web,,worker', 'web;worker'])('%j names what is no role', (text) =>
    expect(readRoles(text, true).mistakes).toEqual([
      expect.stringMatching(/^LIENTHONG_ROLES: ".*" is none of web, worker, projector, timers$/),
    ]),
  );
});
