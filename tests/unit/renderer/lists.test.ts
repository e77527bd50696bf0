// Lists of the screen: matters found, invented people found, the about page's rows, what an authorisation covers.
import { describe, expect, it } from 'vitest';
import type { AboutView, MatterListItem } from '#shared/ipc/views';
import { aboutRows } from '../../../src/renderer/about/about-rows';
import { findPeople } from '../../../src/renderer/demonstration/find-people';
import { authorisable, candidatesOf, materialState } from '../../../src/renderer/state/material-step';
import { findMatters } from '../../../src/renderer/state/matter-search';
import { candidate, caseOf, certificateDecision, item, withCertificate } from './desk-fixtures';

const matter = (name: string, initials: string, code: string, frequency: number): MatterListItem => ({
  id: initials,
  code,
  name,
  initials,
  aliases: [],
  department: '市场监督管理局',
  audience: ['natural'],
  frequency,
  promisedDays: 1,
  materialCount: 3,
});
const matters = [
  matter('食品经营许可延续', 'spjyxkyx', '000131025003', 20),
  matter('老年人优待证办理', 'lnrydzbl', '000111025001', 60),
];

describe('lists', () => {
  it('finds matters by initials and by code, with or without the slash, frequent ones first', () => {
    expect(findMatters(matters, '').map((one) => one.id)).toEqual(['lnrydzbl', 'spjyxkyx']);
    expect(findMatters(matters, 'spjy').map((one) => one.id)).toEqual(['spjyxkyx']);
    expect(findMatters(matters, '/000131025003').map((one) => one.id)).toEqual(['spjyxkyx']);
    expect(findMatters(matters, '没有的事')).toEqual([]);
  });

  it('shows invented people with a story first and narrows them by words', () => {
    const people = [
      { id: '1', name: '钱某', kind: 'resident' as const, age: 30 },
      { id: '2', name: '孙某', kind: 'resident' as const, age: 70, story: '证照已过期' },
    ];
    expect(findPeople(people, '').map((one) => one.id)).toEqual(['2', '1']);
    expect(findPeople(people, '过期 70').map((one) => one.id)).toEqual(['2']);
  });

  it('marks on the about page what deserves attention', () => {
    const about: AboutView = {
      app: '0.1.0',
      runtime: { source: 'registry-development', electron: '33.2.1' },
      versions: {},
      profile: 'demonstration',
      vault: { protection: 'file-permissions' },
      database: { schemaVersion: 1, journalMode: 'wal' },
      audit: { entries: 3, intact: false, brokenAt: 2 },
      rules: [],
      photoDecoder: 'absent',
    };
    const bad = aboutRows(about).filter((row) => row.tag && !row.tag.good);
    expect(bad.map((row) => row.label)).toEqual(['运行时', '审计日志', '个人信息加密']);
  });

  it('offers each certificate once for authorisation and puts usable ones first in a material', () => {
    const expired = candidate({ certificateId: 'c0', usability: { kind: 'expired', since: '2026-01-01' } });
    const items = [withCertificate('a', expired, candidate()), withCertificate('b', candidate())];
    expect(authorisable(caseOf(items)).map((one) => one.certificateId)).toEqual(['c0', 'c1']);
    expect(candidatesOf(items[0]!).map((one) => one.certificateId)).toEqual(['c1', 'c0']);
  });

  it('tells the state of a material from decision, match and authorisation', () => {
    const signed = { kind: 'signed-on-paper', count: 1, at: '' } as const;
    const none = { kind: 'none', possible: 1 } as const;
    const closed = withCertificate('a', candidate({ authorised: false }));
    expect(materialState(closed, none)).toBe('to-authorise');
    expect(materialState(closed, signed)).toBe('to-collect-paper');
    expect(materialState(withCertificate('a', candidate()), signed)).toBe('to-check');
    expect(materialState(item('a', { match: { kind: 'shared' } }), none)).toBe('to-confirm-shared');
    expect(materialState(item('a', { decision: certificateDecision }), signed)).toBe('done-certificate');
  });
});
