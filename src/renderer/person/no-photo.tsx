// The place of the photo where there is none: the chip's picture needs the reader maker's decoder, no part of this program.

export function NoPhoto() {
  return (
    <div className="no-photo" title="照片需安装读卡器厂商解码库">
      <svg viewBox="0 0 60 50" aria-hidden="true" focusable="false">
        <circle cx="30" cy="18" r="11" />
        <path d="M10 50c0-13 9-20 20-20s20 7 20 20z" />
      </svg>
      <span>照片需安装读卡器厂商解码库</span>
    </div>
  );
}
