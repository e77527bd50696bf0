// The command line of the application itself (the scripts under scripts/ write it).
import { join } from 'node:path';

export interface CommandLine {
  /** Everything this terminal keeps: database, vault key, logs, settings. */
  readonly profileDir: string;
  readonly settingsFile: string;
  /** Start, wait until a clerk can work, print the versions, stop. */
  readonly check: boolean;
}

/** @param configHome the folder for configuration of the current user */
export function parseCommandLine(argv: readonly string[], configHome: string): CommandLine {
  const value = (name: string): string | undefined =>
    argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
  const profileDir = value('profile-dir') ?? join(configHome, 'zhengchuang', 'production');
  return {
    profileDir,
    settingsFile: value('settings') ?? join(profileDir, 'settings.json'),
    check: argv.includes('--check'),
  };
}
