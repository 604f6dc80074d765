/** Bytes that are no message: not JSON, JSON of another shape, or far too much of it. */
export function garbage(mode: 'garbage' | 'wrong-shape' | 'huge' = 'garbage'): Uint8Array {
  if (mode === 'wrong-shape') return Buffer.from('{"ok":true}');
  if (mode === 'huge') return Buffer.from(`{"padding":"${'x'.repeat(2_000_000)}"}`);
  return Buffer.from('<html><body>Bad Gateway</body></html>');
}
