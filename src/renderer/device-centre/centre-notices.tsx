// What stands above a device: the host being started again, a refusal, something done.
import { Icon } from '../parts/icons';
import { errorWords } from '../words/error-words';
import { sentence } from '../words/words';
import { useDeviceCentre } from './device-centre-store';

export function CentreNotices({ host }: { readonly host: 'running' | 'restarting' }) {
  const { error, note } = useDeviceCentre();
  return (
    <>
      {host === 'restarting' ? (
        <p className="notice notice-busy" data-testid="host-restarting">
          <Icon name="dot" />
          <span>设备程序正在重新启动，几秒后自动恢复，办件不受影响。</span>
        </p>
      ) : null}
      {error ? (
        <p className="notice notice-bad" role="alert" data-testid="centre-error" data-code={error.code}>
          <Icon name="warn" />
          <span>{sentence(errorWords(error), error.code)}</span>
        </p>
      ) : null}
      {note ? (
        <p className="notice notice-good" role="status" data-testid="centre-note">
          <Icon name="check" />
          <span>{note}</span>
        </p>
      ) : null}
    </>
  );
}
