export { channelMessages } from './linked-channel/channel-messages';
export { CHANNEL_ORDER, type ChannelStatus } from './linked-channel/channel-status';
export { portalMessages } from './portal/portal-messages';
export { PORTAL_ORDER, type PortalStatus } from './portal/portal-status';
export type { DeriveMessages } from './derive';
export { messageKey, type Fact, type StatusMessage } from './status-message';
export type { StatusOrder } from './status-order';
