export { createSimulators, type Simulators, type SimulatorsConfig } from './simulators';
export { realScheduler, type Scheduler } from './scheduler';
