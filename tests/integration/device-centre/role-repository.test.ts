// Devices are remembered in the database over restarts: role, name, where, and what the wizard found out.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RememberedDevice } from '#core/device-centre/device-plan';
import { RoleRepository } from '#main/device-centre/role-repository';
import { openTestStore, type TestStore } from '#tests/support/terminal-store';

const device = (change: Partial<RememberedDevice> = {}): RememberedDevice => ({
  id: 'device-1',
  identity: 'usb:1eab:1a06/serial/N7',
  kind: 'scanner',
  role: 'clerk',
  label: '',
  address: 'serial:///dev/ttyACM0?baud=9600',
  enabled: true,
  profile: {},
  ...change,
});

let test: TestStore;
let repository: RoleRepository;
beforeEach(async () => {
  test = await openTestStore();
  repository = new RoleRepository(test.store, test.clock);
});
afterEach(() => test.close());

describe('remembered devices', () => {
  it('come back as they were, oldest first', () => {
    repository.remember(device());
    test.clock.set('2026-11-21T02:00:00.000Z');
    const second = device({
      id: 'device-2',
      identity: 'port//dev/ttyS1',
      kind: 'id-card-reader',
      profile: { carriage: 'counted' },
    });
    repository.remember(second);
    expect(repository.all()).toEqual([
      { ...device(), lastSeen: '2026-11-21T01:00:00.000Z' },
      { ...second, lastSeen: '2026-11-21T02:00:00.000Z' },
    ]);
  });

  it('change role, name and use one at a time', () => {
    repository.remember(device());
    repository.assign('device-1', 'applicant');
    repository.rename('device-1', '左手边');
    repository.enable('device-1', false);
    expect(repository.all()[0]).toMatchObject({ role: 'applicant', label: '左手边', enabled: false });
  });

  it('move with their plug, and are seen', () => {
    repository.remember(device());
    test.clock.set('2026-11-21T03:00:00.000Z');
    repository.moved('device-1', 'usb:1eab:1a06/port/1-2', 'serial:///dev/ttyACM3?baud=9600');
    expect(repository.all()[0]).toMatchObject({
      identity: 'usb:1eab:1a06/port/1-2',
      address: 'serial:///dev/ttyACM3?baud=9600',
      lastSeen: '2026-11-21T03:00:00.000Z',
    });
    test.clock.set('2026-11-21T04:00:00.000Z');
    repository.seen(['device-1']);
    expect(repository.all()[0]?.lastSeen).toBe('2026-11-21T04:00:00.000Z');
  });

  it('give way to what the wizard found at the same port, and are forgotten', () => {
    repository.remember(device());
    repository.remember(device({ id: 'device-9', kind: 'id-card-reader' }));
    expect(repository.all().map(({ id, kind }) => [id, kind])).toEqual([['device-9', 'id-card-reader']]);
    repository.forget('device-9');
    expect(repository.all()).toEqual([]);
  });

  it('are kept out when they make no sense', () => {
    const insert = (change: Partial<RememberedDevice>) => () => repository.remember(device(change));
    expect(insert({ kind: 'printer' as never })).toThrow(/CHECK/);
    expect(insert({ label: '长'.repeat(41) })).toThrow(/CHECK/);
    expect(insert({ role: 'nobody' as never })).toThrow(/CHECK/);
  });

  it('work as the catalogue says when another version wrote their details', () => {
    repository.remember(device());
    test.store.db.prepare(`UPDATE device_role SET profile = '{"later":1}'`).run();
    expect(repository.all()[0]?.profile).toEqual({});
  });
});
