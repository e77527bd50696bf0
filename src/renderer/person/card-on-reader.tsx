// The picture of the empty counter: an identity card laid on a reader.

interface Props {
  readonly reading: boolean;
  readonly broken: boolean;
}

export function CardOnReader({ reading, broken }: Props) {
  const light = broken ? '#a8201a' : reading ? '#1553a6' : '#17703f';
  return (
    <svg
      className={reading ? 'card-picture reading' : 'card-picture'}
      viewBox="0 0 220 150"
      role="img"
      aria-label={broken ? '读卡器有故障' : '身份证放在读卡器上'}
    >
      <path d="M30 84 110 48 200 84 118 128Z" fill="#c7d0d9" />
      <path d="M30 84V98L118 143V128ZM118 128V143L200 98V84Z" fill="#97a5b3" />
      <path d="M58 83 110 60 172 84 118 112Z" fill="#dfe5eb" />
      <circle cx="152" cy="110" r="4" fill={light} />
      {broken ? null : (
        <>
          <g className="card-moving">
            <path d="M66 62 114 40 168 62 118 87Z" fill="#f7fbff" stroke="#1553a6" strokeWidth="2" />
            <path d="M126 52 142 59 130 65 114 58Z" fill="#bcd0e8" />
            <path d="M84 62 106 71M92 58 114 67M101 54 116 60" stroke="#6d87a3" strokeWidth="2.5" />
          </g>
          <path d="M110 8V26M110 26 103 18M110 26 117 18" stroke="#1553a6" strokeWidth="3" fill="none" />
        </>
      )}
    </svg>
  );
}
