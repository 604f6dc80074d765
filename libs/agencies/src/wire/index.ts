export { canonicalBytes, parseJson } from './canonical-json';
export { lookUp, type CatalogueEntry, type ErrorCatalogue, type Verdict } from './error-catalogue';
export { Fields } from './fields';
export { plain, tidy } from './text';
export { NotThatMessage, WireSchema } from './wire-schema';
export { agreedBytes } from './agreed-bytes';
export { some } from './some';
