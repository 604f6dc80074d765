export { installationFrom, projectRoot, type Installation } from './installation';
