// For tests: what comes in from people who mean harm, and from programs that are broken.
export { hostileBytes } from './hostile-bytes';
export { hostileJson } from './hostile-json';
export { hostileText } from './hostile-text';
export { inRuns } from './in-runs';
