import type { Position } from '@lienthong/event-store';
import type { DossierId, Sha256 } from '../../domain';
import { AwaitedDuplicates } from './awaited-duplicates';

const FOUND = ['d-1' as DossierId];

describe('the index of duplicates of a log that engines share', () => {
  const asked: string[] = [];
  const index = {
    position: () => undefined,
    reached: async (position: Position) => void asked.push(`reached ${position}`),
    sharing: async () => (asked.push('sharing'), FOUND),
  };
  beforeEach(() => asked.splice(0));

  it('is asked once it has reached what any engine has written', async () => {
    const duplicates = new AwaitedDuplicates(index, async () => '7' as Position);
    expect(await duplicates.sharing(['a' as Sha256], 50)).toEqual(FOUND);
    expect(asked).toEqual(['reached 7', 'sharing']);
  });

  it('has nothing to wait for in an empty log', async () => {
    await new AwaitedDuplicates(index, async () => undefined).sharing([], 50);
    expect(asked).toEqual(['sharing']);
  });

  it('says nothing when it does not get so far', async () => {
    const behind = { ...index, reached: () => Promise.reject(new Error('behind')) };
    await expect(new AwaitedDuplicates(behind, async () => '7' as Position).sharing([], 50)).rejects.toThrow('behind');
    expect(asked).toEqual([]);
  });
});
