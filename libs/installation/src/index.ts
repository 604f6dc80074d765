export { installationFrom, projectRoot, type Installation } from './installation';
export { product, type Product } from './product';
export { SECRET_VARIABLES, withSecretFiles } from './secret-files';
export { unknownVariables, VARIABLES } from './variables';
