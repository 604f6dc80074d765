import { readFileSync } from 'node:fs';
import { type ChannelCredentialOptions, EventStoreDBClient } from '@eventstore/db-client';
import type { LogAddress } from './address';
import { LogAddressInvalid } from './errors';

/** A client, which connects with its first call. @throws LogAddressInvalid the authority's certificate cannot be read */
export function clientFor({ discover, hosts, credentials, tls, tlsCaFile, connectionName, numbers }: LogAddress): EventStoreDBClient {
  const [first = { address: '', port: 0 }, ...more] = hosts;
  const common = { ...numbers, ...(connectionName !== undefined && { connectionName }) };
  const security: ChannelCredentialOptions = {
    insecure: !tls,
    ...(tlsCaFile !== undefined && { rootCertificate: readCertificate(tlsCaFile) }),
  };
  if (discover) return new EventStoreDBClient({ ...common, discover: first }, security, credentials);
  if (more.length > 0) return new EventStoreDBClient({ ...common, endpoints: [...hosts] }, security, credentials);
  return new EventStoreDBClient({ ...common, endpoint: first }, security, credentials);
}

function readCertificate(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new LogAddressInvalid(`${file} (tlsCaFile) cannot be read`);
  }
}
