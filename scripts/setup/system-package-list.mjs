// Which Debian packages serve which purpose, and what is missing of them: data and pure functions.

/**
 * Alternatives stand in one entry: Debian 13 and Ubuntu 24.04 renamed libraries with a 64-bit time_t (`…t64`).
 * @type {Record<string, string[][]>}
 */
export const SYSTEM_PACKAGES = {
  // The window, its Chinese text, and udevadm, which lists serial ports.
  run: [
    ['libgtk-3-0t64', 'libgtk-3-0'],
    ['libnss3'],
    ['libasound2t64', 'libasound2'],
    ['libgbm1'],
    ['libxss1'],
    ['udev'],
    ['fonts-noto-cjk'],
  ],
  // Paper: the demonstration prints through a CUPS of its own.
  print: [['cups'], ['cups-client'], ['cups-filters']],
  // A display where there is none.
  display: [['xvfb'], ['xauth']],
  // openssl: the other side of cross-checks; poppler-utils: what a printed page says.
  test: [['openssl'], ['poppler-utils'], ['procps']],
  // Emulated vendor libraries: the software seal key computes with OpenSSL's libcrypto.
  compile: [['gcc'], ['libc6-dev'], ['libssl-dev']],
  package: [['fakeroot'], ['dpkg']],
};

/** The entries of the given purposes of which no alternative is installed. */
export function missingPackages(purposes, installed) {
  return purposes
    .flatMap((purpose) => SYSTEM_PACKAGES[purpose])
    .filter((alternatives) => !alternatives.some((name) => installed.has(name)));
}

/** One name for each entry: the first that the machine's package lists offer, else the last (the classic name). */
export const chooseNames = (entries, offered) =>
  entries.map((alternatives) => alternatives.find((name) => offered.has(name)) ?? alternatives.at(-1));

/** Names that `dpkg-query -W -f '${Package} ${db:Status-Status}\n'` reports as installed. */
export function parseInstalled(output) {
  const rows = output.split('\n').map((line) => line.trim().split(' '));
  return new Set(rows.filter(([, status]) => status === 'installed').map(([name]) => name));
}

/** Names with an installation candidate in the output of `apt-cache policy NAME…` under LC_ALL=C. */
export function parseOffered(output) {
  const blocks = output.split(/^(?=\S)/m);
  return new Set(
    blocks
      .filter((block) => /^\s+Candidate: (?!\(none\))/m.test(block))
      .map((block) => block.slice(0, block.indexOf(':'))),
  );
}

export const aptLine = (names) => `apt-get install -y --no-install-recommends ${names.join(' ')}`;
