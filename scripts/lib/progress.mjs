// Progress lines on stderr: silent for what takes under a second, a heartbeat for what takes long.
// stdout stays free for results, so that `npm run --silent bench` can be piped.

const HEARTBEAT_MS = 15_000;
const VISIBLE_AFTER_MS = 1_000;

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
export const say = (text) => process.stderr.write(`${text}\n`);

/**
 * Does one step of work and reports on it. `note(text)` says at once what is being done now.
 * @template T
 * @param {string} title
 * @param {(note: (text: string) => void) => Promise<T>} work
 * @param {{ always?: boolean }} [options] always: also report steps that took under a second
 * @returns {Promise<T>}
 */
export async function step(title, work, { always = false } = {}) {
  const begin = performance.now();
  const elapsed = () => performance.now() - begin;
  let announced = false;
  const announce = () => {
    if (!announced) say(`▸ ${title} …`);
    announced = true;
  };
  const note = (text) => {
    announce();
    say(`    ${text}`);
  };
  const first = setTimeout(announce, always ? 0 : VISIBLE_AFTER_MS);
  const heartbeat = setInterval(() => say(`    ${title} 仍在进行（${seconds(elapsed())}）`), HEARTBEAT_MS);
  try {
    const value = await work(note);
    if (announced || always) say(`✓ ${title}（${seconds(elapsed())}）`);
    return value;
  } catch (error) {
    say(`✗ ${title}（${seconds(elapsed())}）`);
    throw error;
  } finally {
    clearTimeout(first);
    clearInterval(heartbeat);
  }
}
