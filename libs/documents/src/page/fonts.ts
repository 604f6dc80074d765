import { readFileSync } from 'node:fs';
import type { Face } from './text';

/**
 * Tinos, under the SIL Open Font License: as wide, letter for letter, as the face that official papers are set in
 * (Decree 30/2020, annex I [A]), and with every letter of Vietnamese.
 */
const FILES: Readonly<Record<Face, string>> = {
  regular: '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
  bold: '@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf',
  italic: '@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf',
};

export const FACES = Object.keys(FILES) as readonly Face[];

const read = new Map<Face, Buffer>();

/** The bytes of a face's file, read once. */
export function fontFile(face: Face): Buffer {
  const known = read.get(face) ?? readFileSync(require.resolve(FILES[face]));
  read.set(face, known);
  return known;
}
