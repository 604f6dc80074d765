export { durationMillis, type Duration } from './duration';
export {
  instant,
  isInstant,
  localDate,
  plusMillis,
  startOfDay,
  systemClock,
  toMillis,
  type Clock,
  type Instant,
  type LocalDate,
} from './instant';
export { isPartialDate } from './partial-date';
export { ManualTimekeeper, systemTimekeeper, type Timekeeper } from './timekeeper';
export * from './working-time';
