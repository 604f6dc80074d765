import { dirname } from 'node:path';
import type { Clock } from '@lienthong/calendar';
import { developmentSeal, type SealPort } from '@lienthong/documents';
import type { Installation } from '@lienthong/installation';

/** The installation has no seal: in development there is one, for which nobody vouches; elsewhere one has to be connected. */
export class SealMissing extends Error {
  readonly code = 'seal-missing';
}

/** The organisation's seal, as far as the installation has one. */
export class OfficialSeal {
  private made: SealPort | undefined;

  constructor(
    private readonly installation: Pick<Installation, 'developmentMasterKey' | 'masterKeyFile'>,
    private readonly clock: Clock,
    private readonly warn: (message: string) => void,
  ) {}

  /** Made at its first use: making a key takes a moment. @throws SealMissing */
  get port(): SealPort {
    if (!this.installation.developmentMasterKey) throw new SealMissing('no seal is connected');
    this.made ??= this.forDevelopment();
    return this.made;
  }

  private forDevelopment(): SealPort {
    const folder = dirname(this.installation.masterKeyFile);
    const { seal, created } = developmentSeal(folder, this.clock);
    if (created) this.warn(`a development seal was made in ${folder}: what it seals is worth nothing`);
    return seal;
  }
}
