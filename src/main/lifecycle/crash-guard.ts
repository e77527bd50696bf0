// What no code above caught: logged by kind, never with its data; the database is transactional, so going on is safe
// only for promises. An exception out of nowhere ends the process, and the next start finds everything committed.
import { app } from 'electron';
import type { Log } from '../log/logger';

export function guardAgainstCrashes(log: Log): void {
  process.on('unhandledRejection', (cause) => log('process.unhandled-rejection', describe(cause)));
  process.on('uncaughtException', (cause) => {
    log('process.uncaught-exception', describe(cause));
    app.exit(70);
  });
  app.on('child-process-gone', (_event, details) => {
    log('process.child-gone', {
      type: details.type,
      reason: details.reason,
      service: details.serviceName ?? null,
    });
  });
}

function describe(cause: unknown): Record<string, string> {
  if (!(cause instanceof Error)) return { kind: typeof cause };
  return { kind: cause.name, message: cause.message, at: cause.stack?.split('\n')[1]?.trim() ?? '' };
}
