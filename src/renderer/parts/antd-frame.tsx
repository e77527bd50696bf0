// antd without style injection: components take their look from antd.css, made ahead of time (tests/support/gallery).
import { StyleProvider } from '@ant-design/cssinjs';
import ConfigProvider from 'antd/es/config-provider';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { ANTD_THEME } from './antd-theme';
import '../styles/antd.css';

/**
 * The content security policy forbids <style>. zeroRuntime stops the components' own styles; the token variables that
 * antd still writes go to an element outside the document, where no policy and no page ever sees them.
 */
const NOWHERE = document.createElement('div');

export function AntdFrame({ children }: { readonly children: ReactNode }) {
  return (
    <StyleProvider container={NOWHERE}>
      <ConfigProvider
        locale={zhCN}
        theme={ANTD_THEME}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
      >
        {children}
      </ConfigProvider>
    </StyleProvider>
  );
}
