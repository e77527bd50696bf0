// What a proof's or bench's leading comments say about it; what a fresh machine must be.
import { describe, expect, it } from 'vitest';
import { describeProgram } from '../../../scripts/lib/programs.mjs';
import { checkPlatform } from '../../../scripts/setup/platform.mjs';
import { versionTable } from '../../../scripts/start/window.mjs';

describe('describeProgram', () => {
  it('takes the first comment for the title and plain Node for the runtime', () => {
    expect(describeProgram('// Kills things.\n// More words.\nimport x from "y";\n')).toEqual({
      title: 'Kills things.',
      runtime: 'node',
    });
  });

  it('finds the runtime among the leading comments, in any place', () => {
    expect(describeProgram('// @runtime electron-node\n// Fuzzes.\nimport "y";')).toEqual({
      title: 'Fuzzes.',
      runtime: 'electron-node',
    });
  });

  it('does not look beyond the first line of code', () => {
    expect(describeProgram('import "y";\n// @runtime electron-node\n')).toEqual({
      title: '',
      runtime: 'node',
    });
  });
});

describe('checkPlatform', () => {
  const machine = { platform: 'linux', arch: 'x64', node: '20.11.0' };

  it.each(['20.11.0', '20.20.2', '22.0.0', '24.1.0'])('accepts Node %s', (node) => {
    expect(() => checkPlatform({ ...machine, node })).not.toThrow();
  });

  it.each(['18.20.4', '20.10.9'])('refuses Node %s', (node) => {
    expect(() => checkPlatform({ ...machine, node })).toThrow(node);
  });

  it('refuses other systems', () => {
    expect(() => checkPlatform({ ...machine, arch: 'arm64' })).toThrow('arm64');
    expect(() => checkPlatform({ ...machine, platform: 'darwin' })).toThrow('darwin');
  });
});

describe('versionTable', () => {
  it('lines the versions up under their usual names', () => {
    expect(versionTable({ chrome: '1.2', 'node-hid': '3.4' })).toBe('Chromium  1.2\nnode-hid  3.4');
  });
});
