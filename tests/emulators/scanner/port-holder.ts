// Another program that holds a serial port, as the terminal meets it: the lock that serial libraries take.
import { closeSync, constants, openSync } from 'node:fs';
import koffi from 'koffi';

const flock = koffi.load('libc.so.6').func('int flock(int fd, int operation)') as (
  fd: number,
  operation: number,
) => number;
const LOCK_EX = 2;
const LOCK_NB = 4;

/** Answers what gives it back. */
export function holdPort(path: string): () => void {
  const fd = openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  if (flock(fd, LOCK_EX | LOCK_NB) !== 0) {
    closeSync(fd);
    throw new Error(`${path} is held already`);
  }
  return () => closeSync(fd);
}
