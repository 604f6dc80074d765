import { hash } from 'node:crypto';

/**
 * Makes UUIDs of version 5 (RFC 9562, section 5.5) in one namespace: the same name always gives the same id. The library `uuid`
 * has them too, at three times the cost; every event of every command needs one.
 */
export function namedUuids(namespace: string): (name: string) => string {
  const prefix = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  const short = Buffer.alloc(1024);
  prefix.copy(short);
  return (name) => {
    const fits = 3 * name.length <= short.length - prefix.length;
    const bytes = fits ? short.subarray(0, prefix.length + short.write(name, prefix.length)) : Buffer.concat([prefix, Buffer.from(name)]);
    const hex = hash('sha1', bytes, 'hex');
    const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
}
