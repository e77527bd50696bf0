// The about page as rows: label, value, and a mark where something deserves attention. Pure.
import type { AboutView } from '#shared/ipc/views';
import { day } from '../words/dates';

export interface AboutRow {
  readonly label: string;
  readonly value: string;
  readonly tag?: { readonly good: boolean; readonly text: string };
}

const SOURCE: Readonly<Record<AboutView['runtime']['source'], string>> = {
  'official-archive': '官方存档',
  'registry-development': '软件包仓库（仅供开发）',
  unknown: '来源未知',
};

export function aboutRows(about: AboutView): readonly AboutRow[] {
  const { runtime, vault, audit, database } = about;
  return [
    { label: '证窗', value: about.app },
    {
      label: '运行模式',
      value: about.profile === 'demonstration' ? '演示模式，数据均为虚构' : '正式办理',
    },
    {
      label: '运行时',
      value: `Electron ${runtime.electron}`,
      tag: { good: runtime.source === 'official-archive', text: SOURCE[runtime.source] },
    },
    {
      label: '组件版本',
      value: Object.entries(about.versions)
        .map(([name, version]) => `${name} ${version}`)
        .join('，'),
    },
    ...about.rules.map((rule) => ({
      label: '执行的规定',
      value: `${rule.name}（${rule.documentNumber}）${inForce(rule.inForce)}`,
    })),
    {
      label: '审计日志',
      value: `${audit.entries} 条`,
      tag: { good: audit.intact, text: audit.intact ? '前后相连，完整' : '不完整' },
    },
    {
      label: '个人信息加密',
      value: 'SM4',
      tag: {
        good: vault.protection === 'os-keyring',
        text: vault.protection === 'os-keyring' ? '密钥由系统钥匙串保护' : '密钥仅由文件权限保护',
      },
    },
    { label: '数据库', value: `结构第 ${database.schemaVersion} 版，${database.journalMode}` },
    {
      label: '证件照片',
      value:
        about.photoDecoder === 'present'
          ? '已安装读卡器厂商解码库'
          : '照片需安装读卡器厂商解码库（未安装，不影响办理）',
    },
  ];
}

/** Dates inside the words of main are left as they are; a bare date is written out. */
function inForce(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/u.test(text) ? `，${day(text)} 起施行` : `，${text}`;
}
