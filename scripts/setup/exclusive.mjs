// One set-up at a time in a checkout: two at once would write the same folders.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ScriptError } from '../lib/errors.mjs';
import { root } from '../lib/paths.mjs';

const FILE = join(
  tmpdir(),
  `zhengchuang-setup-${createHash('sha256').update(root).digest('hex').slice(0, 16)}.lock`,
);
const PATIENCE_MS = 20 * 60_000;
const POLL_MS = 300;

/**
 * Waits for another set-up of this checkout to end, then works alone. A lock whose owner has died is taken over.
 * @param {() => Promise<void>} work
 * @param {(text: string) => void} say told once if there is somebody to wait for
 */
export async function exclusively(work, say) {
  await acquire(say);
  try {
    await work();
  } finally {
    rmSync(FILE, { force: true });
  }
}

async function acquire(say) {
  const begin = performance.now();
  let told = false;
  while (!tryAcquire()) {
    const owner = readOwner();
    if (owner === undefined || !isAlive(owner)) {
      rmSync(FILE, { force: true });
      continue;
    }
    if (performance.now() - begin > PATIENCE_MS) {
      throw new ScriptError('SETUP_BUSY', `另一个准备过程（进程 ${owner}）一直没有结束。`, {
        help: `确认无误后可删除 ${FILE}`,
      });
    }
    if (!told) say(`等待另一个准备过程（进程 ${owner}）结束 …`);
    told = true;
    await delay(POLL_MS);
  }
}

function tryAcquire() {
  try {
    writeFileSync(FILE, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function readOwner() {
  try {
    return Number(readFileSync(FILE, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
