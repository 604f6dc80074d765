export * from './justice.dates';
export type { HoSoKhaiTu } from './justice.death.messages';
export { justiceErrors } from './justice.errors';
export { JusticeGateway } from './justice.gateway';
export * from './justice.messages';
export { thongBao, traCuuThongBao, type ThongBao } from './justice.notices';
