// What is missing on which Debian or Ubuntu, and the exact line that installs it.
import { describe, expect, it } from 'vitest';
import {
  aptLine,
  chooseNames,
  missingPackages,
  parseInstalled,
  parseOffered,
} from '../../../scripts/setup/system-package-list.mjs';

const debian12 = new Set([
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'udev',
  'fonts-noto-cjk',
]);
const ubuntu2404 = new Set([...debian12, 'libgtk-3-0t64', 'libasound2t64']);
ubuntu2404.delete('libgtk-3-0');
ubuntu2404.delete('libasound2');

describe('missingPackages', () => {
  it('finds nothing missing under either name of a renamed library', () => {
    expect(missingPackages(['run'], debian12)).toEqual([]);
    expect(missingPackages(['run'], ubuntu2404)).toEqual([]);
  });

  it('keeps the alternatives of what is missing', () => {
    const without = new Set([...debian12].filter((name) => name !== 'libasound2'));
    expect(missingPackages(['run'], without)).toEqual([['libasound2t64', 'libasound2']]);
  });

  it('looks at each purpose asked for', () => {
    expect(missingPackages(['run', 'display'], debian12)).toEqual([['xvfb'], ['xauth']]);
    expect(missingPackages([], new Set())).toEqual([]);
  });

  it('names the library that the software seal key is linked with', () => {
    expect(missingPackages(['compile'], new Set(['gcc', 'libc6-dev']))).toEqual([['libssl-dev']]);
  });
});

describe('chooseNames', () => {
  const entries = [['libgtk-3-0t64', 'libgtk-3-0'], ['udev']];

  it('takes the name that the machine offers', () => {
    expect(chooseNames(entries, new Set(['libgtk-3-0', 'udev']))).toEqual(['libgtk-3-0', 'udev']);
    expect(chooseNames(entries, new Set(['libgtk-3-0t64', 'udev']))).toEqual(['libgtk-3-0t64', 'udev']);
  });

  it('falls back to the classic name while the package lists are empty', () => {
    expect(chooseNames(entries, new Set())).toEqual(['libgtk-3-0', 'udev']);
  });
});

describe('what dpkg and apt say', () => {
  it('counts only what is fully installed', () => {
    const output = 'udev installed\nxvfb config-files\ncups half-configured\nlibnss3 installed\n';
    expect(parseInstalled(output)).toEqual(new Set(['udev', 'libnss3']));
  });

  it('ignores names without a candidate, as virtual packages are', () => {
    const output = [
      'libasound2t64:',
      '  Installed: (none)',
      '  Candidate: 1.2.11-1',
      '  Version table:',
      'libasound2:',
      '  Installed: (none)',
      '  Candidate: (none)',
      '',
    ].join('\n');
    expect(parseOffered(output)).toEqual(new Set(['libasound2t64']));
  });

  it('gives the line to run', () => {
    expect(aptLine(['udev', 'xvfb'])).toBe('apt-get install -y --no-install-recommends udev xvfb');
  });
});
