// The command queue: order, deadlines, cancelling without losing step.
import { describe, expect, it } from 'vitest';
import { CommandQueue, type Question } from '#core/devices/driver-kit/command-queue';

type Outcome = string;

/** A question that is answered by the byte of its own number. */
function question(number: number, heard: string[], firstByte = 100): Question<Outcome> {
  let started = false;
  return {
    pieces: [Uint8Array.of(number)],
    patience: { firstByte, idle: 20 },
    begin: () => ({
      receive: (bytes) => {
        started = true;
        return bytes.includes(number) ? `answer ${number}` : null;
      },
      quiet: () => (started ? `damaged ${number}` : `silent ${number}`),
      get midMessage() {
        return started;
      },
    }),
    done: (outcome, now) => heard.push(`${outcome} at ${now}`),
  };
}

describe('questions', () => {
  it('go out one after the other, in the order they were asked', () => {
    const written: number[] = [];
    const heard: string[] = [];
    const queue = new CommandQueue<Outcome>((bytes) => written.push(bytes[0]!));
    queue.ask(question(1, heard), 0);
    queue.ask(question(2, heard), 0);
    expect(written).toEqual([1]);
    queue.received(Uint8Array.of(1), 10);
    expect(written).toEqual([1, 2]);
    queue.received(Uint8Array.of(2), 30);
    expect(heard).toEqual(['answer 1 at 10', 'answer 2 at 30']);
    expect(queue.deadline).toBe(Infinity);
    expect(queue.received(Uint8Array.of(9), 40)).toBe(false);
  });

  it('end at their deadline: the first byte, then the pause between bytes, and never later than the line may babble', () => {
    const heard: string[] = [];
    const queue = new CommandQueue<Outcome>(() => undefined);
    queue.ask(question(1, heard), 0);
    queue.due(99);
    expect(heard).toEqual([]);
    queue.due(100);
    queue.ask(question(2, heard), 200);
    queue.received(Uint8Array.of(0), 250);
    expect(queue.deadline).toBe(270);
    queue.due(270);
    queue.ask(question(3, heard), 300);
    for (let now = 300; queue.busy; now += 10) {
      queue.received(Uint8Array.of(0), now);
      queue.due(now);
    }
    expect(heard).toEqual(['silent 1 at 100', 'damaged 2 at 270', 'damaged 3 at 5400']);
  });

  it('that are cancelled are dropped while they wait, and waited out unheard once they are under way', () => {
    const written: number[] = [];
    const heard: string[] = [];
    const queue = new CommandQueue<Outcome>((bytes) => written.push(bytes[0]!));
    const [first, second, third] = [1, 2, 3].map((number) => question(number, heard));
    for (const each of [first!, second!, third!]) queue.ask(each, 0);
    queue.cancel(first!);
    queue.cancel(second!);
    queue.received(Uint8Array.of(1), 5);
    queue.received(Uint8Array.of(3), 9);
    expect(written).toEqual([1, 3]);
    expect(heard).toEqual(['answer 3 at 9']);
  });

  it('are gone with the device', () => {
    const heard: string[] = [];
    const queue = new CommandQueue<Outcome>(() => undefined);
    queue.ask(question(1, heard), 0);
    queue.ask(question(2, heard), 0);
    queue.clear();
    queue.due(1_000);
    expect(heard).toEqual([]);
    expect(queue.busy).toBe(false);
  });
});
