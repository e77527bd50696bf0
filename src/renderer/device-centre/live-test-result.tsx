// What a live test waits for, or what came: fields masked, codes by their shape.
import { assertNever } from '#core/result';
import type { LiveTest } from '#shared/ipc/device-views';
import { Icon } from '../parts/icons';
import { day } from '../words/dates';
import { wordsFor } from '../words/error-words';
import { FIELD } from '../words/device-state-words';
import { sentence } from '../words/words';

const ENCODING = { ascii: '英文和数字', 'utf-8': 'UTF-8', gb18030: 'GB18030' } as const;

export function LiveTestResult({ test }: { readonly test: LiveTest | null }) {
  if (!test) return null;
  return (
    <div className="centre-test" data-testid="live-test" data-test={test.kind} role="status">
      <Result test={test} />
    </div>
  );
}

function Result({ test }: { readonly test: LiveTest }) {
  switch (test.kind) {
    case 'card-awaited':
      return <Waiting text="请在这台读卡器上放一张身份证。这次读卡只做测试，不会打开办件。" />;
    case 'scan-awaited':
      return <Waiting text="请用这把扫码枪扫一个码（可以扫测试页上的码）。这次扫码只做测试。" />;
    case 'page-sending':
      return <Waiting text="正在送出测试页。" />;
    case 'card-read':
      return (
        <>
          <Good
            text={`读到 ${test.fields.filter(({ present }) => present).length} 项${test.confirmed ? '，两次读取一致' : '，只读到一次'}${test.consistent ? '，号码与出生日期、性别相符' : ''}。内容已遮盖。`}
          />
          {test.consistent ? null : <Bad text="号码与出生日期或性别不相符，请换一张卡再测。" />}
          <dl className="centre-fields">
            {test.fields.map(({ field, present, masked }) => (
              <div key={field} data-field={field}>
                <dt>{FIELD[field]}</dt>
                <dd>
                  {present
                    ? field === 'photo'
                      ? `${masked} 字节`
                      : masked === 'long-term'
                        ? '长期'
                        : masked
                    : '没有'}
                </dd>
              </div>
            ))}
          </dl>
        </>
      );
    case 'scan-arrived':
      return (
        <>
          <Good
            text={
              test.own
                ? '与测试页上的码完全一致，汉字正常。'
                : `收到 ${test.characters} 个字，${test.bytes} 字节，分 ${test.parts} 次送达。内容已遮盖。`
            }
          />
          <p className="centre-scan">{test.masked}</p>
          <p className="soft">
            编码 {ENCODING[test.encoding]}；码制{' '}
            {test.symbology ? `${test.symbology.name}（${test.symbology.aim}）` : '扫码枪没有报告'}
          </p>
        </>
      );
    case 'page-sent':
      return (
        <Good
          text={`测试页已送出，控制编号 ${test.controlNumber}。请看四边的框是否完整、刻度是否为 100 毫米。`}
        />
      );
    case 'key-seen':
      return test.certificates.length === 0 ? (
        <Bad text="钥匙里没有签名证书。请联系发放单位。" />
      ) : (
        <>
          <Good text={`看到 ${test.certificates.length} 张签名证书，没有使用口令。`} />
          <ul className="facts">
            {test.certificates.map(({ fingerprint, subject, notAfter }) => (
              <li key={fingerprint}>
                <span>{subject}</span>
                <span className="soft">有效期至 {day(notAfter.slice(0, 10))}</span>
              </li>
            ))}
          </ul>
        </>
      );
    case 'card-failed':
    case 'scan-failed':
    case 'page-failed':
    case 'key-failed':
      return <Bad text={sentence(wordsFor(test.error), test.error)} />;
    default:
      return assertNever(test);
  }
}

function Waiting({ text }: { readonly text: string }) {
  return (
    <p className="notice notice-busy">
      <Icon name="dot" />
      <span>{text}</span>
    </p>
  );
}

function Good({ text }: { readonly text: string }) {
  return (
    <p className="notice notice-good">
      <Icon name="check" />
      <span>{text}</span>
    </p>
  );
}

function Bad({ text }: { readonly text: string }) {
  return (
    <p className="notice notice-bad">
      <Icon name="warn" />
      <span>{text}</span>
    </p>
  );
}
