import type { DossierEvent } from '@lienthong/dossier/domain';

/** The event of that type. */
export type EventOf<Type extends DossierEvent['type']> = Extract<DossierEvent, { readonly type: Type }>;
