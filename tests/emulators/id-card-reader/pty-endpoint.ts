// An emulated reader on a pseudo terminal: the terminal opens the slave through a link, as it would a serial port.
import { closeSync, constants, openSync, rmSync, symlinkSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { ReadStream } from 'node:tty';
import koffi from 'koffi';
import type { Endpoint, Receive } from './endpoint';

const libc = koffi.load('libc.so.6');
const posixOpenpt = libc.func('int posix_openpt(int flags)') as (flags: number) => number;
const grantpt = libc.func('int grantpt(int fd)') as (fd: number) => number;
const unlockpt = libc.func('int unlockpt(int fd)') as (fd: number) => number;
const ptsname = libc.func('const char *ptsname(int fd)') as (fd: number) => string | null;
const tcgetattr = libc.func('int tcgetattr(int fd, void *termios)') as (
  fd: number,
  termios: Buffer,
) => number;
const tcsetattr = libc.func('int tcsetattr(int fd, int actions, const void *termios)') as (
  fd: number,
  actions: number,
  termios: Buffer,
) => number;
const cfmakeraw = libc.func('void cfmakeraw(void *termios)') as (termios: Buffer) => void;

/** struct termios of Linux is 60 bytes; room for more. */
const TERMIOS_BYTES = 128;

export async function createPtyEndpoint(link: string, receive: Receive): Promise<Endpoint> {
  const path = resolve(link);
  let open: { master: number; slave: number; stream: ReadStream } | null = null;

  const plug = async () => {
    if (open) return;
    const master = posixOpenpt(constants.O_RDWR | constants.O_NOCTTY);
    if (master < 0 || grantpt(master) !== 0 || unlockpt(master) !== 0) throw new Error('no pseudo terminal');
    const name = ptsname(master);
    if (name === null) throw new Error('the pseudo terminal has no name');
    // Held open, or the master would report a hang-up each time the terminal closes its end.
    const slave = openSync(name, constants.O_RDWR | constants.O_NOCTTY);
    makeRaw(slave);
    const stream = new ReadStream(master);
    stream.on('data', (bytes) => receive(new Uint8Array(bytes)));
    stream.on('error', () => undefined);
    rmSync(path, { force: true });
    symlinkSync(name, path);
    open = { master, slave, stream };
  };

  const unplug = async () => {
    if (!open) return;
    const { slave, stream } = open;
    open = null;
    rmSync(path, { force: true });
    closeSync(slave);
    stream.destroy();
  };

  const send = (bytes: Uint8Array) => {
    if (!open) return;
    try {
      writeSync(open.master, bytes);
    } catch (error) {
      // EAGAIN: nobody reads and the buffer is full, as on a line without flow control the bytes are lost.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  };

  await plug();
  return { uri: `serial://${path}`, plug, unplug, send };
}

// Without this, what the reader says before the terminal sets the line up would be echoed back to it.
function makeRaw(fd: number): void {
  const termios = Buffer.alloc(TERMIOS_BYTES);
  if (tcgetattr(fd, termios) !== 0) throw new Error('tcgetattr');
  cfmakeraw(termios);
  if (tcsetattr(fd, 0, termios) !== 0) throw new Error('tcsetattr');
}
