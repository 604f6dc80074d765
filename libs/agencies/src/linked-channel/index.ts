export { LinkedChannelClient, toTrangThai } from './linked-channel.client';
export { linkedChannelErrors } from './linked-channel.errors';
export * from './linked-channel.messages';
