// The rings of the device host: one for each device, over restarts of its runner, and nothing waits unmasked for long.
import { afterEach, describe, expect, it } from 'vitest';
import type { DeviceConfig } from '#core/devices/device-config';
import { SharedClock } from '#main/device-host/driver-kit/shared-clock';
import { TrafficRings } from '#main/device-host/driver-kit/traffic-rings';

const scanner = (id = 'scanner', address = 'serial:///dev/ttyACM0?baud=9600'): DeviceConfig => ({
  kind: 'scanner',
  id,
  address,
  role: 'clerk',
  profile: {},
});
const HAN = new TextEncoder().encode('许');

const clock = new SharedClock();
let rings = new TrafficRings(clock);
afterEach(() => {
  rings = new TrafficRings(clock);
});
const text = (id = 'scanner'): string =>
  new TextDecoder().decode(Buffer.concat(rings.kept(id)?.pieces.map(({ bytes }) => bytes) ?? []));

describe('a line', () => {
  it('wants to be woken once it fell quiet, and then masks what was not whole', () => {
    const line = rings.line(scanner());
    expect(line.deadline).toBe(Infinity);
    line.passed('in', HAN.subarray(0, 2), 1_000);
    expect(line.deadline).toBe(1_150);
    line.passed('in', HAN.subarray(2), 1_010);
    expect(line.deadline).toBe(1_160);
    line.due(1_160);
    expect(line.deadline).toBe(Infinity);
    expect(text()).toBe('某');
    line.passed('in', HAN.subarray(0, 1), 1_200);
    line.due(1_350);
    // Too late to belong to it: no longer a character.
    line.passed('in', HAN.subarray(1), 1_360);
    line.closed();
    expect(line.deadline).toBe(Infinity);
    expect(text()).not.toBe('某某');
  });

  it('of a reader counts the polls that say the same, and masks what is left once it fell quiet', () => {
    const line = rings.line({ ...scanner(), kind: 'id-card-reader', profile: {} } as DeviceConfig);
    for (let now = 1_000; now < 4_000; now += 150) {
      line.passed('out', Uint8Array.of(1), now);
      line.passed('in', Uint8Array.of(0), now + 5);
    }
    // Polls go on: the line need not be woken for this.
    expect(line.deadline).toBe(3_850 + 5 + 1_500);
    const shape = () =>
      rings.kept('scanner')!.pieces.map(({ direction, again }) => [direction, again?.times]);
    expect(shape()).toEqual([
      ['out', 18],
      ['in', undefined],
      ['out', undefined],
      ['in', undefined],
    ]);
    line.passed('out', Uint8Array.of(1), 4_000);
    expect(line.deadline).toBe(5_500);
    line.passed('in', Uint8Array.of(0), 5_400);
    line.due(5_500);
    expect(line.deadline).toBe(6_900);
    line.due(6_900);
    expect(line.deadline).toBe(Infinity);
    line.closed();
    expect(shape()).toEqual([
      ['out', 20],
      ['in', undefined],
    ]);
  });

  it('tells times since 1970', () => {
    const before = Date.now();
    rings.line(scanner()).passed('in', HAN, clock.now());
    const [piece] = rings.kept('scanner')!.pieces;
    expect(Math.abs(piece!.at - before)).toBeLessThan(60_000);
  });
});

describe('the rings', () => {
  it('are found again by the same device, and begin anew when its bytes mean something else', () => {
    const line = rings.line(scanner());
    line.passed('in', HAN, 1_000);
    expect(rings.line(scanner())).toBe(line);
    expect(
      rings.line({ ...scanner('scanner', 'serial:///dev/ttyACM1?baud=115200'), role: 'applicant' }),
    ).toBe(line);
    expect(text()).toBe('某');
    expect(rings.line(scanner('scanner', 'hid://1eab:1a06'))).not.toBe(line);
    expect(text()).toBe('');
    expect(rings.kept('another')).toBeNull();
  });

  it('are kept of devices that rest, as long as there are not too many', () => {
    for (let index = 0; index < 64; index += 1) rings.line(scanner(`scanner-${index}`));
    rings.driven(['scanner-7']);
    expect(rings.kept('scanner-0')).not.toBeNull();
    rings.line(scanner('one-more'));
    rings.driven(['scanner-7', 'one-more']);
    expect([0, 7, 63].map((index) => rings.kept(`scanner-${index}`) !== null)).toEqual([false, true, false]);
    expect(rings.kept('one-more')).not.toBeNull();
  });
});
