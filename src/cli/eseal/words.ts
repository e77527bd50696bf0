// Error codes of the command in plain Chinese.

export interface ErrorObject {
  readonly code: string;
  /** What of the file or the call it is about. */
  readonly where: string;
  readonly message: string;
}

const WORDS: Readonly<Record<string, string>> = {
  FILE_NOT_FOUND: '没有这个文件',
  FILE_UNREADABLE: '文件读不出来',
  FILE_TOO_LARGE: '文件过大，不予处理',
  FILE_NOT_WRITTEN: '结果写不进去',
  NOT_A_ZIP: '不是 OFD 文件（不是 ZIP 包）',
  NOT_AN_OFD: '不是 OFD 文件（包内没有 OFD.xml 或其内容不对）',
  NO_DOCUMENT: 'OFD 文件里没有文档',
  ZIP_TRUNCATED: '文件不完整，后面缺了一段',
  ZIP_ENCRYPTED: '文件加了密，不能验证',
  ZIP64_UNSUPPORTED: '文件使用 ZIP64 目录，不支持',
  NO_SUCH_PAGE: '没有这一页',
  STAMP_OUTSIDE_PAGE: '印章位置在页面之外',
  LOCKED_BY_SIGNATURE: '已有签名锁定了签名列表，再盖章会破坏它',
  INPUT_NOT_SIGNABLE: '文件的结构不允许加盖印章',
  SEAL_NOT_VALID_NOW: '印章现在不在有效期内',
  CERTIFICATE_NOT_VALID_NOW: '证书现在不在有效期内',
  DEMONSTRATION_KEY_UNREADABLE: '演示密钥文件损坏或读不出来',
  DEMONSTRATION_KEY_NOT_KEPT: '演示密钥写不进用户目录',
  TRUST_FOLDER_UNREADABLE: '信任证书目录读不出来',
  SEALED_FILE_NOT_VALID: '盖章后的文件没有通过验证，未写出',
};

/** An error of any domain as it is printed; codes without words of their own stay readable by their name. */
export function errorObject(error: { readonly code: string }): ErrorObject {
  const { code, ...about } = error;
  const cause = 'cause' in about ? about.cause : undefined;
  // What could not be opened says more than that it could not be opened.
  if (isError(cause)) return errorObject(cause);
  const message =
    WORDS[code] ?? (/^(ZIP|XML)_/.test(code) ? `文件损坏或不符合规范（${code}）` : `处理失败（${code}）`);
  return { code, where: Object.values(about).map(String).join(' / '), message };
}

function isError(value: unknown): value is { code: string } {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
}
