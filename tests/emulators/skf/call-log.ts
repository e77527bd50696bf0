// Reads `calls.log`: one line for each call that the library has answered (call.c writes it).

export interface LoggedCall {
  at: Date;
  pid: number;
  function: string;
  /** '' where the call was about no key. */
  serial: string;
  result: number;
  /** From entry to answer, waiting for other calls left out. */
  ms: number;
  /** `try`: a PIN was compared. `signed`: a signature was made. `crash`, `abort`, `hang`: the call ended so. */
  note: string;
}

/** An unfinished last line is left out. */
export const parseCallLog = (text: string): LoggedCall[] =>
  text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map(parseLine);

function parseLine(line: string): LoggedCall {
  const [at = '', pid = '', name = '', serial = '', result = '', us = '', note = ''] = line.split(' ');
  return {
    at: new Date(Number(at)),
    pid: Number(pid),
    function: name,
    serial: serial === '-' ? '' : serial,
    result: Number(result),
    ms: Number(us) / 1000,
    note: note === '-' ? '' : note,
  };
}
