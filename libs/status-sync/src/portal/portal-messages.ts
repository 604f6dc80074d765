import type { DossierEvent } from '@lienthong/dossier/domain';
import { deriveBy, type StatusCourse, type StatusSource } from '../derive';
import { PORTAL_RULES, type Course } from './portal-rules';
import { PORTAL_ORDER, PORTAL_STATUS_NAMES, type PortalStatus } from './portal-status';

const course: StatusCourse<PortalStatus, Course> = {
  order: PORTAL_ORDER,
  begin: { received: false, demands: [] },
  next(state, event) {
    const { wanted, ...after } = PORTAL_RULES[event.type]?.(state, event) ?? state;
    return { state: after, wanted };
  },
  detail: (status, event) => ({ content: `${PORTAL_STATUS_NAMES[status]}${addition(event)}` }),
};

/** What the national portal is told of a dossier. */
export const portalStatuses: StatusSource = { types: Object.keys(PORTAL_RULES), messages: deriveBy(course) };

/** A dossier that has ended says how, since 9 alone does not. [D] */
function addition(event: DossierEvent | undefined): string {
  if (event?.type !== 'DossierCompleted') return '';
  switch (event.data.outcome) {
    case 'completed':
    // These two say it themselves, by the statuses 7 and 8; the last is never completed.
    case 'withdrawn':
    case 'stopped':
    case 'declined':
      return '';
    case 'with-refusals':
      return ': có thủ tục bị từ chối giải quyết';
    case 'refused':
      return ': hồ sơ bị từ chối giải quyết';
  }
}
