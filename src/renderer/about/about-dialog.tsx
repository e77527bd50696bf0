// F12: what this terminal is made of, by which rules it works, and whether its records are whole.
import Descriptions from 'antd/es/descriptions';
import Tag from 'antd/es/tag';
import { useEffect, useState } from 'react';
import type { AboutView } from '#shared/ipc/views';
import { ErrorBanner } from '../actions/error-banner';
import { closeDialog, Frame } from '../dialogs/frame';
import { AntdFrame } from '../parts/antd-frame';
import { Icon } from '../parts/icons';
import { call } from '../state/call';
import { aboutRows } from './about-rows';

export default function AboutDialog() {
  const [about, setAbout] = useState<AboutView | null>(null);
  useEffect(() => {
    void call('正在检查本机…', () => window.terminal.request['about.get']()).then(
      (answer) => answer && setAbout(answer.value),
    );
  }, []);
  return (
    <Frame title="关于本机" testId="about-dialog" wide onSubmit={closeDialog}>
      <AntdFrame>
        <ErrorBanner />
        {about ? <About about={about} /> : <p role="status">正在检查本机…</p>}
        <div className="dialog-actions">
          <button type="submit" className="button primary" data-autofocus="">
            返回 <kbd>Enter</kbd>
          </button>
        </div>
      </AntdFrame>
    </Frame>
  );
}

function About({ about }: { readonly about: AboutView }) {
  return (
    <>
      {about.runtime.source === 'official-archive' ? null : (
        <p className="notice notice-bad" role="alert" data-testid="runtime-warning">
          {about.runtime.source === 'registry-development'
            ? '本机的运行时不是来自官方存档，只可用于开发和测试，不可用于对外办事。'
            : '本机运行时的来源无法确认，不可用于对外办事。'}
        </p>
      )}
      {about.audit.intact ? null : (
        <p className="notice notice-bad" role="alert" data-testid="audit-warning">
          审计日志从第 {about.audit.brokenAt ?? '?'} 条起前后不连。请停止办理并联系管理员。
        </p>
      )}
      <Descriptions
        bordered
        column={1}
        size="small"
        items={aboutRows(about).map((row) => ({
          key: row.label,
          label: row.label,
          children: (
            <span className="about-value">
              {row.value}
              {row.tag ? (
                <Tag icon={<Icon name={row.tag.good ? 'check' : 'warn'} />}>{row.tag.text}</Tag>
              ) : null}
            </span>
          ),
        }))}
      />
    </>
  );
}
