import { procedureAbout } from '../coming-events';
import { deriveBy, type StatusCourse, type StatusSource } from '../derive';
import { CHANNEL_RULES, type Leg } from './channel-rules';
import { CHANNEL_ORDER, CHANNEL_STATUS_NAMES, type ChannelStatus } from './channel-status';
import { CIVIL_STATUS_RESULTS } from './civil-status';

const course: StatusCourse<ChannelStatus, Leg> = {
  order: CHANNEL_ORDER,
  begin: { procedure: undefined, supplement: false },
  next(state, event) {
    const { wanted, ...after } = CHANNEL_RULES[event.type]?.(state, event) ?? state;
    return { state: after, wanted };
  },
  detail(status, event) {
    const procedure = status === 4 && event ? procedureAbout(event) : undefined;
    const resultCode = procedure && CIVIL_STATUS_RESULTS[procedure];
    return { content: CHANNEL_STATUS_NAMES[status], ...(resultCode !== undefined && { resultCode }) };
  },
};

/** What the linked-service channel is told of a dossier's civil-status leg. */
export const channelStatuses: StatusSource = { types: Object.keys(CHANNEL_RULES), messages: deriveBy(course) };
