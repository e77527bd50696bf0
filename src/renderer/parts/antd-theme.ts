// The tokens antd's components are drawn with: those of styles/tokens.css, in antd's names.
import type { ThemeConfig } from 'antd/es/config-provider';

export const ANTD_THEME: ThemeConfig = {
  zeroRuntime: true,
  hashed: false,
  cssVar: { key: 'zc-antd' },
  token: {
    colorPrimary: '#1553a6',
    colorText: '#16222e',
    colorTextSecondary: '#465565',
    colorTextDescription: '#465565',
    colorTextPlaceholder: '#5b6977',
    colorBorder: '#8593a1',
    fontSize: 16,
    fontSizeSM: 14,
    controlHeight: 40,
    controlHeightSM: 40,
    borderRadius: 4,
    motion: false,
    fontFamily:
      '"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif',
  },
};
