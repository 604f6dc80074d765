import { KeyErased, seal, unseal, type KeyVault } from '@lienthong/access';

/** The exact bytes of a message as they are stored: sealed, or gone because the subject's key was erased before they came. */
export type SealedBody = { readonly sealed: string } | { readonly erased: true };

/** Seals a body under the subject's key, bound to the place where it is kept. */
export async function sealBody(vault: KeyVault, subject: string, body: Uint8Array, place: string): Promise<SealedBody> {
  try {
    return { sealed: seal((await vault.find(subject)) ?? (await vault.keyFor(subject)), body, place).toString('base64') };
  } catch (error) {
    if (error instanceof KeyErased) return { erased: true };
    throw error;
  }
}

/** The exact bytes, or nothing once the key was erased. */
export async function openBody(vault: KeyVault, subject: string, body: SealedBody, place: string): Promise<Uint8Array | undefined> {
  const key = await vault.find(subject);
  return key && 'sealed' in body ? unseal(key, Buffer.from(body.sealed, 'base64'), place) : undefined;
}
