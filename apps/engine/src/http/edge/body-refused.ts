/** The body cannot be read at all. Nobody has looked at what it says. */
export class BodyRefused extends Error {
  constructor(
    readonly code: 'not-json' | 'media-type-unsupported' | 'too-deep',
    readonly details?: Readonly<Record<string, number>>,
  ) {
    super(code);
  }
}
