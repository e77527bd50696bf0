// The device centre as a clerk sees it: reads the screen and presses its keys. Nothing is asked of main.
import { setTimeout as delay } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';

/** What stands on the screen of one device. */
export interface Seen {
  /** `data-state` of its line. */
  readonly state: string;
  /** The short word at its line. */
  readonly word: string;
  /** The sentence at the right, with what to do. */
  readonly sentence: string;
  /** Kind and words of its live test; null: none. */
  readonly test: { readonly kind: string; readonly text: string } | null;
}

const EVERY_MS = 25;

export class CentreScreen {
  readonly page: Page;
  readonly #keys: CDPSession;

  private constructor(page: Page, keys: CDPSession) {
    this.page = page;
    this.#keys = keys;
  }

  /** Opens the centre, and watches from inside the page that it never goes blank. */
  static async open(page: Page): Promise<CentreScreen> {
    await page.getByTestId('desk-ready').waitFor();
    await page.keyboard.press('Control+F12');
    await page.getByTestId('device-centre').waitFor();
    await page.evaluate(() => {
      const watch = { looks: 0, blank: 0 };
      (window as unknown as { blankWatch: typeof watch }).blankWatch = watch;
      setInterval(() => {
        watch.looks += 1;
        const centre = document.querySelector('[data-testid=device-centre]');
        const lines = document.querySelectorAll('[data-testid=centre-device]').length;
        if (!centre || centre.clientHeight < 200 || lines === 0) watch.blank += 1;
      }, 50);
    });
    return new CentreScreen(page, await page.context().newCDPSession(page));
  }

  blankWatch(): Promise<{ looks: number; blank: number }> {
    return this.page.evaluate(
      () => (window as unknown as { blankWatch: { looks: number; blank: number } }).blankWatch,
    );
  }

  async select(deviceId: string): Promise<void> {
    await this.page.locator(`[data-testid=centre-device][data-device="${deviceId}"]`).click();
  }

  /** The device in view. */
  see(deviceId: string): Promise<Seen | null> {
    return this.page.evaluate((id) => {
      const line = document.querySelector<HTMLElement>(`[data-testid=centre-device][data-device="${id}"]`);
      const panel = document.querySelector<HTMLElement>(`[data-testid=device-panel][data-device="${id}"]`);
      if (!line || !panel) return null;
      const test = panel.querySelector<HTMLElement>('[data-testid=live-test]');
      return {
        state: line.dataset['state'] ?? '',
        word: line.querySelector<HTMLElement>('.centre-state')?.innerText.trim() ?? '',
        sentence: panel.querySelector<HTMLElement>('[data-testid=device-state]')?.innerText.trim() ?? '',
        test: test && { kind: test.dataset['test'] ?? '', text: test.innerText.trim().split('\n')[0] ?? '' },
      };
    }, deviceId);
  }

  /** What is seen once it is so, with how long that took; null after `ms`. */
  async until(
    deviceId: string,
    holds: (seen: Seen) => boolean,
    ms: number,
  ): Promise<{ seen: Seen; afterMs: number } | null> {
    const begin = performance.now();
    for (;;) {
      const seen = await this.see(deviceId);
      if (seen && holds(seen)) return { seen, afterMs: performance.now() - begin };
      if (performance.now() - begin > ms) return null;
      await delay(EVERY_MS);
    }
  }

  /** The device found by its kind and a part of its line. */
  find(text: string): Promise<string | null> {
    return this.page.evaluate((part) => {
      const lines = [...document.querySelectorAll<HTMLElement>('[data-testid=centre-device]')];
      return lines.find((line) => line.innerText.includes(part))?.dataset['device'] ?? null;
    }, text);
  }

  /** T, and the test waits. */
  async beginTest(deviceId: string): Promise<void> {
    await this.select(deviceId);
    const before = await this.see(deviceId);
    if (before?.test?.kind.endsWith('-awaited')) return;
    if (before?.test?.kind.endsWith('-failed')) {
      // It still waits: ended first, as the button says then.
      await this.page.getByTestId('device-test').click();
      await this.until(deviceId, ({ test }) => test === null, 3_000);
    }
    await this.page.getByTestId('device-test').click();
    await this.until(deviceId, ({ test }) => test?.kind.endsWith('-awaited') ?? false, 3_000);
  }

  /** The wizard by a typed address, as a clerk adds a device; `scan` is what makes a scanner known. */
  async addTyped(address: string, scan: () => Promise<unknown>): Promise<void> {
    await this.page.keyboard.press('n');
    await this.page.getByTestId('typed-field').fill(address);
    await this.page.keyboard.press('Enter');
    await this.page.locator('[data-wizard=listening]').waitFor({ timeout: 30_000 });
    // The port has just been opened for listening.
    await delay(500);
    await scan();
    await this.page.locator('[data-wizard=found]').waitFor({ timeout: 10_000 });
    await this.page.keyboard.press('Enter');
    await this.page.getByTestId('centre-note').waitFor();
  }

  /** A scanner that types: keys `gapMs` apart. */
  async type(text: string, gapMs: number, enter = true): Promise<void> {
    const begun = Date.now() / 1000;
    const keys = [...text, ...(enter ? ['Enter'] : [])];
    await Promise.all(
      keys.flatMap((key, index) => {
        const timestamp = begun + (index * gapMs) / 1000;
        const down =
          key === 'Enter'
            ? ({ type: 'keyDown', key, code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' } as const)
            : ({ type: 'keyDown', key, text: key, unmodifiedText: key } as const);
        return [
          this.#keys.send('Input.dispatchKeyEvent', { ...down, timestamp }),
          this.#keys.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp: timestamp + 0.001 }),
        ];
      }),
    );
  }
}
