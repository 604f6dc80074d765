/** What takes long: the databases are copied, the copies are read for their digests, files are put into their places. */
export type Step = 'copy' | 'digest' | 'place';

/** Told now and then, in bytes. */
export type OnProgress = (step: Step, done: number, total: number) => void;
