export { durationMillis, type Duration } from './duration';
export { instant, localDate, plusMillis, startOfDay, systemClock, toMillis, type Clock, type Instant, type LocalDate } from './instant';
export { ManualTimekeeper, systemTimekeeper, type Timekeeper } from './timekeeper';
