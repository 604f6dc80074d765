import type { DossierEvent } from '@lienthong/dossier/domain';
import { sourceOf } from '../derive';
import type { StatusMessage } from '../status-message';
import { CHANNEL_RULES } from './channel-rules';
import { CHANNEL_ORDER, CHANNEL_STATUS_NAMES, type ChannelStatus } from './channel-status';
import { CIVIL_STATUS_RESULTS } from './civil-status';

/** What the linked-service channel is told of a dossier's civil-status leg. */
export const channelStatuses = sourceOf<ChannelStatus>({
  order: CHANNEL_ORDER,
  rules: CHANNEL_RULES,
  detail: (status, event) => ({ content: CHANNEL_STATUS_NAMES[status], ...addition(event) }),
});

/** Which document came about, and until when a supplement may be provided. */
function addition(event: DossierEvent | undefined): Pick<StatusMessage, 'resultCode' | 'respondBy'> {
  switch (event?.type) {
    case 'ProcedureCompleted': {
      const resultCode = CIVIL_STATUS_RESULTS[event.data.procedure];
      return resultCode === undefined ? {} : { resultCode };
    }
    case 'SupplementRequested':
      return event.data.respondBy === undefined ? {} : { respondBy: event.data.respondBy };
    default:
      return {};
  }
}
