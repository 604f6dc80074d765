import { join } from 'node:path';
import { createStatusReceivers, errorCatalogues, readPrivateKey } from '@lienthong/agencies';
import type { KeyVault } from '@lienthong/access';
import type { Bilingual } from '@lienthong/bundle';
import type { Timekeeper } from '@lienthong/calendar';
import type { Journal } from '@lienthong/event-store';
import type { Installation } from '@lienthong/installation';
import {
  channelStatuses,
  MarkFile,
  OWN_TROUBLES,
  portalStatuses,
  StatusOutbox,
  type MarkKeeper,
  type StatusSource,
  type SyncTarget,
} from '@lienthong/status-sync';
import type { EngineLog } from './engine-log';
import type { ReceiverName, StatusSyncConfig } from './status-sync-config';

const SOURCES: Readonly<Record<SyncTarget, StatusSource>> = { portal: portalStatuses, channel: channelStatuses };
const NAMES: Readonly<Record<SyncTarget, ReceiverName>> = { portal: 'portal', channel: 'linked-channel' };

interface Surroundings {
  readonly installation: Installation;
  readonly journal: Journal;
  /** Where engines that share a log keep their marks; absent: in a file each. */
  readonly marks?: { of(target: SyncTarget): MarkKeeper };
  readonly vault: KeyVault;
  readonly time: Timekeeper;
  readonly log: EngineLog;
}

/** What tells the statuses of dossiers to each receiver that is configured. */
export function statusSyncs(
  config: StatusSyncConfig,
  { installation, journal, marks, vault, time, log }: Surroundings,
): readonly StatusOutbox[] {
  if (config.size === 0) return [];
  const signing = readPrivateKey(installation.signingKeysDir, 'engine');
  return createStatusReceivers(config, { signing, clock: time }).flatMap((receiver) => {
    const { target } = receiver;
    const exchange = config.get(target);
    if (!exchange) return [];
    return new StatusOutbox({
      journal,
      vault,
      receiver,
      source: SOURCES[target],
      policy: exchange.policy,
      time,
      mark: marks?.of(target) ?? new MarkFile(join(installation.dataDir, `status-sync-${target}.json`)),
      onStopped: (dossier, code) =>
        log.warn(`${target}: the statuses of dossier ${dossier} stand still: ${explain(target, code)}`, {
          dossier,
          agency: nameOf(target),
        }),
      onFailure: (what, error) => log.error(`${target}: ${what}`, error, { agency: nameOf(target) }),
    });
  });
}

export const nameOf = (target: SyncTarget): ReceiverName => NAMES[target];

/** What a code says to people, if a catalogue has it. */
export const meaningOf = (target: SyncTarget, code: string): Bilingual | undefined =>
  errorCatalogues[nameOf(target)]?.[code]?.meaning ?? OWN_TROUBLES[code];

function explain(target: SyncTarget, code: string): string {
  const meaning = meaningOf(target, code);
  return meaning ? `${code} (${meaning.en})` : code;
}
