export { HandoffList, type HandoffGroup, type HandoffSummary } from './handoffs/handoff-list';
export { HandoffProjection } from './handoffs/handoff-projection';
export { Projector, type Projection } from './projector';
export { openReadDatabase, type ReadDatabase } from './read-database';
