import type { DossierEvent } from '@lienthong/dossier/domain';
import { sourceOf } from '../derive';
import { PORTAL_RULES } from './portal-rules';
import { PORTAL_ORDER, PORTAL_STATUS_NAMES } from './portal-status';

/** What the national portal is told of a dossier. */
export const portalStatuses = sourceOf({
  order: PORTAL_ORDER,
  rules: PORTAL_RULES,
  detail: (status, event) => ({ content: `${PORTAL_STATUS_NAMES[status]}${addition(event)}` }),
});

/** What the status alone does not say. [D] */
function addition(event: DossierEvent | undefined): string {
  if (event?.type === 'DossierDeclined') return event.data.why === 'supplement-expired' ? ': không bổ sung hồ sơ đúng hạn' : '';
  if (event?.type !== 'DossierCompleted') return '';
  switch (event.data.outcome) {
    case 'withdrawn':
      return ': công dân rút hồ sơ';
    case 'with-refusals':
      return ': có thủ tục bị từ chối giải quyết';
    case 'refused':
      return ': hồ sơ bị từ chối giải quyết';
    case 'completed':
    // It says so itself, by the status 8; what was declined is never completed.
    case 'stopped':
    case 'declined':
      return '';
  }
}
