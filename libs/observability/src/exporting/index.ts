export { exportedTraces, type OnTracesTrouble, type TracesConfig } from './exported-traces';
