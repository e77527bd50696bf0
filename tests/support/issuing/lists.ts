// Lists of invented holders as a spreadsheet saves them.
import { utf8 } from '#core/crypto/bytes';
import { creditCode } from '#core/demonstration/numbers';
import { idNumber } from '../fixtures';

/** `count` invented people for senior cards. */
export function seniorList(count: number): Uint8Array<ArrayBuffer> {
  const lines = Array.from({ length: count }, (_, index) => {
    const birth = `19${40 + (index % 20)}-0${1 + (index % 9)}-1${index % 9}`;
    const sequence = String(100 + Math.floor(index / 20)).padStart(3, '0');
    const number = idNumber(birth, sequence, `8901${String(1 + (index % 90)).padStart(2, '0')}`);
    return `试老${index + 1},${number},汉族,"演示市示例区测试路${index + 1}号,东院"`;
  });
  return listOf('持证主体,持证主体代码,民族,住址', lines);
}

/** `count` invented shops for food licences: two pages each, about 200 kB. */
export function shopList(count: number): Uint8Array<ArrayBuffer> {
  const lines = Array.from({ length: count }, (_, index) => {
    const address = `演示市示例区经营路${index + 1}号`;
    const code = creditCode('92', '890102', 500 + index);
    return `演示市试食${index + 1}小吃店,${code},试负责${index + 1},${address},${address},餐饮服务经营者（小型餐饮）,热食类食品制售；冷食类食品制售,温样例`;
  });
  return listOf('持证主体,持证主体代码,法定代表人（负责人）,住所,经营场所,主体业态,经营项目,签发人', lines);
}

function listOf(header: string, lines: readonly string[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(utf8(`${header}\r\n${lines.join('\r\n')}\r\n`));
}
