export { installationFrom, projectRoot, type Installation } from './installation';
export { product, type Product } from './product';
