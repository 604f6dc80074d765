import { dirname } from 'node:path';
import type { Clock, Instant } from '@lienthong/calendar';
import { developmentSeal, sealingTime, sealPdf, SealRefused, type SealPort } from '@lienthong/documents';
import type { Installation } from '@lienthong/installation';

/** The installation has no seal: in development there is one, for which nobody vouches; elsewhere one has to be connected. */
export class SealMissing extends Error {
  readonly code = 'seal-missing';
}

/** The certificate of the seal has run out, or is not valid yet. */
export class SealNotValid extends Error {
  readonly code = 'seal-not-valid';
}

/** The organisation's seal, as far as the installation has one. */
export class OfficialSeal {
  private made: SealPort | undefined;

  /** @param connected the seal that is configured */
  constructor(
    private readonly connected: SealPort | undefined,
    private readonly installation: Pick<Installation, 'developmentMasterKey' | 'masterKeyFile'>,
    private readonly clock: Clock,
    private readonly warn: (message: string) => void,
  ) {}

  /** Before anything is printed in vain. @throws SealMissing */
  check(): void {
    if (!this.connected && !this.installation.developmentMasterKey) throw new SealMissing('no seal is connected');
  }

  /**
   * Seals a form: the same bytes for the same form and certificate.
   *
   * @throws SealMissing SealNotValid
   */
  async set(pdf: Uint8Array, issuedAt: Instant): Promise<Uint8Array> {
    const { port } = this;
    const [own = new Uint8Array()] = await port.certificates();
    try {
      return await sealPdf(pdf, port, sealingTime(own, issuedAt, this.clock.now()));
    } catch (error) {
      if (error instanceof SealRefused && error.code === 'certificate-not-valid') throw new SealNotValid(error.text.en);
      throw error;
    }
  }

  /** The one for development is made at its first use: making a key takes a moment. */
  private get port(): SealPort {
    this.check();
    this.made ??= this.connected ?? this.forDevelopment();
    return this.made;
  }

  private forDevelopment(): SealPort {
    const folder = dirname(this.installation.masterKeyFile);
    const { seal, created } = developmentSeal(folder, this.clock);
    if (created) this.warn(`a development seal was made in ${folder}: what it seals is worth nothing`);
    return seal;
  }
}
