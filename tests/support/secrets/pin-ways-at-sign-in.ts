// Ways of typing PINs before anybody is signed in.
import { setTimeout as delay } from 'node:timers/promises';
import { MOST_TRIES } from './pin-bench';
import { expectEach, NOT_SENT, ONE_WRONG, slowVerify, way, wrongOnce, type PinWay } from './pin-way';

export const atSignIn: readonly PinWay[] = [
  way('typed once, Enter', ONE_WRONG, async (bench) => {
    await wrongOnce(bench);
  }),
  way('Enter twice, as fast as it goes', ONE_WRONG, async (bench) => {
    await bench.typeWrong();
    await Promise.all([bench.enter(), bench.enter(), bench.enter()]);
    await bench.told('SEAL_KEY_PIN_WRONG');
  }),
  way('typed twice quickly, the second while the first is under way', ONE_WRONG, async (bench) => {
    await slowVerify(bench, 1_500);
    await bench.typeWrong();
    await bench.enter();
    await bench.type(bench.wrongPin());
    await bench.enter();
    await bench.told('SEAL_KEY_PIN_WRONG');
  }),
  way('Enter held down', ONE_WRONG, async (bench) => {
    await bench.typeWrong();
    for (let n = 0; n < 8; n += 1) await bench.page.keyboard.down('Enter');
    await bench.page.keyboard.up('Enter');
    await bench.told('SEAL_KEY_PIN_WRONG');
  }),
  way('mouse and keyboard at the same instant', ONE_WRONG, async (bench) => {
    await bench.typeWrong();
    const box = (await bench.at('pin-submit').boundingBox())!;
    await bench.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await Promise.all([
      bench.page.mouse.down().then(() => bench.page.mouse.up()),
      bench.enter(),
      bench.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { clickCount: 2 }),
    ]);
    await bench.told('SEAL_KEY_PIN_WRONG');
  }),
  way('too short: refused without the key', NOT_SENT, async (bench) => {
    await bench.padReady();
    await bench.type('123');
    await bench.enter();
    await bench.told('SEAL_KEY_PIN_LENGTH');
  }),
  way('a scanner types into the pad, with Enter', NOT_SENT, async (bench) => {
    await bench.padReady();
    await bench.scan(bench.wrongPin());
    await delay(500);
  }),
  way('key pulled in mid-entry, Enter after it', NOT_SENT, async (bench) => {
    await bench.typeWrong();
    await bench.unplug(bench.custodian);
    await bench.enter();
    bench.plug(bench.custodian);
    await bench.padReady();
    // Nothing of what was typed before is left in the pad.
    await bench.enter();
    await delay(500);
  }),
  way('after the key was plugged in again', ONE_WRONG, async (bench) => {
    await bench.padReady();
    await bench.unplug(bench.custodian);
    bench.plug(bench.custodian);
    await wrongOnce(bench);
  }),
  way(
    'the last try, then again on the screen and on the bridge',
    { typed: 1, missing: MOST_TRIES, triesLeft: 1 },
    async (bench) => {
      await bench.typeWrong();
      await bench.enter();
      await bench.told('SEAL_KEY_PIN_LOCKED');
      await bench.type(bench.wrongPin());
      await bench.enter();
      const on = await bench.onKey(bench.custodian);
      const input = { ...on, pin: bench.custodian.pin };
      const answers = await bench.ask([{ name: 'staff.signInByKey', input }]);
      expectEach(answers, ['SEAL_KEY_PIN_LOCKED']);
    },
  ),
];
