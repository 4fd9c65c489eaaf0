const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this account may not write there',
  EPERM: 'this account may not write there',
  EROFS: 'it is on a disk that can only be read',
  ENOSPC: 'the disk is full',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EDQUOT: 'the quota of this account is used up',
};

/** Why something could not be written, in words that have a Dutch phrase; an error without a code is one of reading it back. */
export function diskReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (code === '' ? 'what was read back is not what was written' : code);
}
