// Small own pictures: a state is never told by colour alone.

export type IconName =
  | 'check'
  | 'cross'
  | 'warn'
  | 'dot'
  | 'paper'
  | 'certificate'
  | 'shared'
  | 'reader'
  | 'printer'
  | 'scanner'
  | 'key'
  | 'lock'
  | 'minus'
  | 'eye';

const PATHS: Readonly<Record<IconName, string>> = {
  check: 'M3.5 8.5 6.5 11.5 12.5 4.5',
  cross: 'M4 4 12 12M12 4 4 12',
  warn: 'M8 2.5 14.5 13.5H1.5ZM8 6.5V9.8M8 11.6V12',
  dot: 'M8 5.5A2.5 2.5 0 1 1 7.99 5.5Z',
  paper: 'M4 2H9.5L12.5 5V14H4ZM9.5 2V5H12.5M6 8H10.5M6 10.8H10.5',
  certificate:
    'M2 3H14V12H9M2 3V12H5M5 6H11M5 8.5H8M7 11.2A1.8 1.8 0 1 1 6.99 11.2ZM6 13V15.5L7 14.7 8 15.5V13',
  shared: 'M2.5 6H12L9.5 3.5M13.5 10H4L6.5 12.5',
  reader: 'M2 8H14V13H2ZM4 8V4H12V8M6 6H10',
  key: 'M8.2 7.8A3.2 3.2 0 1 1 8.21 7.79ZM8 8 13.5 13.5M11 11 12.8 9.2',
  scanner: 'M2 5V2.5H4.5M11.5 2.5H14V5M14 11V13.5H11.5M4.5 13.5H2V11M5 5.5V10.5M8 5.5V10.5M11 5.5V10.5',
  printer: 'M4 6V2H12V6M2 6H14V12H2ZM4 10H12V14H4Z',
  lock: 'M4 7.5H12V13.5H4ZM5.5 7.5V5.5A2.5 2.5 0 0 1 10.5 5.5V7.5',
  minus: 'M4 8H12',
  eye: 'M1 8C4 3.5 12 3.5 15 8C12 12.5 4 12.5 1 8ZM8 6A2 2 0 1 1 7.99 6Z',
};

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="18" height="18" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill={name === 'dot' ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.5"
      />
    </svg>
  );
}
