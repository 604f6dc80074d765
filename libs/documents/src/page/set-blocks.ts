import type { Atom } from './atom';
import type { Block } from './block';
import type { Frame } from './frame';
import type { Pen } from './pen';
import { setLetterhead } from './set-letterhead';
import { setParagraph } from './set-paragraph';
import { setSignatures } from './set-signatures';
import { setTable } from './set-table';
import { setTracking } from './set-tracking';

/** Makes atoms of blocks. What closes a form never stands alone on a page. */
export function setBlocks(blocks: readonly Block[], frame: Frame, pen: Pen): readonly Atom[] {
  return blocks.reduce<readonly Atom[]>((before, block) => {
    const atoms = setBlock(block, frame, pen);
    return [...(concludes(block) ? introducing(before) : before), ...atoms];
  }, []);
}

function setBlock(block: Block, frame: Frame, pen: Pen): readonly Atom[] {
  switch (block.kind) {
    case 'letterhead':
      return [setLetterhead(block, frame, pen)];
    case 'paragraph':
      return setParagraph(block, frame, pen);
    case 'table':
      return setTable(block, frame, pen);
    case 'signatures':
      return [setSignatures(block, frame, pen)];
    case 'tracking':
      return [setTracking(block, frame, pen)];
  }
}

const concludes = (block: Block): boolean =>
  block.kind === 'signatures' || block.kind === 'tracking' || (block.kind === 'paragraph' && block.concludes === true);

const introducing = (atoms: readonly Atom[]): readonly Atom[] =>
  atoms.map((atom, i) => (i === atoms.length - 1 ? { ...atom, introduces: true } : atom));
