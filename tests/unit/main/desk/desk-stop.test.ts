// The desk at the end of the terminal: what is still to be shown then must not ask a closed database.
import { expect, it, vi } from 'vitest';
import { Desk } from '#main/desk/desk';

it('shows nothing more once it is stopped', async () => {
  const asked = vi.fn(() => {
    throw new TypeError('The database connection is not open');
  });
  const sources = new Proxy({}, { get: asked });
  const push = vi.fn();
  const desk = new Desk(sources as never, push);
  desk.changed();
  desk.stop();
  await new Promise((done) => setImmediate(done));
  expect(push).not.toHaveBeenCalled();
  expect(asked).not.toHaveBeenCalled();
});
