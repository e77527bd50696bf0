// The demonstration: 200 people who are nobody, valid in every check, and every matter can be walked.
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { certificateSchema } from '#core/catalogue/certificate';
import { isPaperless, matchMaterials } from '#core/catalogue/use-list';
import { createDemonstration } from '#core/demonstration/demonstration';
import { POPULATION } from '#core/demonstration/people';
import { ageOn, cardIdentitySchema, examineIdentity } from '#core/identity/card-identity';
import { parseCreditCode } from '#core/identity/credit-code';
import { loadResources } from '#main/resources/load-resources';

const TODAY = '2026-11-21';
const demonstration = createDemonstration(TODAY);
const { people, certificates, enterprises, highlights } = demonstration;
const loaded = loadResources(resolve(import.meta.dirname, '../../../../resources'));
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const { certificateTypes, matters } = loaded.value;

const presentedBy = (number: string) =>
  certificates.filter(({ accessibleBy }) => accessibleBy.includes(number));

describe('people', () => {
  it('are two hundred, with different numbers and names', () => {
    expect(people).toHaveLength(POPULATION);
    expect(new Set(people.map(({ number }) => number)).size).toBe(POPULATION);
    expect(new Set(people.map(({ name, latinName }) => name || latinName)).size).toBe(POPULATION);
  });

  it('fit on a card and are consistent in themselves', () => {
    for (const person of people) {
      expect(cardIdentitySchema.safeParse(person).error).toBeUndefined();
      const refused = examineIdentity(person, TODAY).filter(
        ({ severity, code }) => severity === 'refuse' && code !== 'EXPIRED',
      );
      expect(refused).toEqual([]);
    }
  });

  it('are nobody: region 89, assigned to no place', () => {
    for (const { kind, number } of people) {
      expect(number).toMatch(kind === 'foreign-permanent-resident' ? /^[A-Z]{3}8900/u : /^89/u);
    }
  });

  it('are of all ages, several ethnicities and all three kinds of card', () => {
    const ages = people.map(({ birth }) => ageOn(birth, TODAY));
    expect(ages.filter((age) => age < 18).length).toBeGreaterThan(15);
    expect(ages.filter((age) => age >= 60).length).toBeGreaterThan(25);
    expect(new Set(people.map(({ ethnicityCode }) => ethnicityCode)).size).toBeGreaterThan(6);
    const kinds = people.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'hmt-residence-permit')).toHaveLength(6);
    expect(kinds.filter((kind) => kind === 'foreign-permanent-resident')).toHaveLength(6);
    expect(people.filter(({ validTo }) => validTo === 'long-term').length).toBeGreaterThan(30);
  });

  it('have four expired cards, all others valid', () => {
    const expired = people.filter((person) =>
      examineIdentity(person, TODAY).some(({ code }) => code === 'EXPIRED'),
    );
    expect(expired).toHaveLength(4);
  });

  it('are the same every time, keep their numbers within a year and never age', () => {
    expect(createDemonstration(TODAY)).toEqual(demonstration);
    const earlier = createDemonstration('2026-11-02').people.map(({ number }) => number);
    expect(earlier).toEqual(people.map(({ number }) => number));
    for (const today of ['2024-02-29', '2027-01-01', '2031-12-31']) {
      const later = createDemonstration(today);
      const wrong = later.people.flatMap((person) =>
        examineIdentity(person, today).filter(
          ({ severity, code }) => severity === 'refuse' && code !== 'EXPIRED',
        ),
      );
      expect(wrong).toEqual([]);
      expect(later.highlights.map(({ id }) => id)).toEqual(highlights.map(({ id }) => id));
    }
  });
});

describe('enterprises', () => {
  it('have valid credit codes of region 89 and a leader among the people', () => {
    for (const { creditCode, representative } of enterprises) {
      const parsed = parseCreditCode(creditCode);
      expect(parsed.ok && parsed.value.region.startsWith('89')).toBe(true);
      expect(people).toContainEqual(representative);
    }
  });
});

describe('certificates', () => {
  it('are of known types and fill exactly the fields of their type, photos apart', () => {
    for (const certificate of certificates) {
      expect(certificateSchema.safeParse(certificate).error).toBeUndefined();
      const type = certificateTypes.get(certificate.typeId);
      const keys = (type?.fields ?? []).filter(({ kind }) => kind !== 'photo').map(({ key }) => key);
      const unknown = Object.keys(certificate.fields).filter((key) => !keys.includes(key));
      expect({ id: certificate.id, unknown }).toEqual({ id: certificate.id, unknown: [] });
      expect(type?.holderKinds).toContain(certificate.holder.kind);
      if (type?.validity === 'dated') expect(certificate.validTo).not.toBe('long-term');
      if (type?.validity === 'long-term') expect(certificate.validTo).toBe('long-term');
    }
  });

  it('have different ids, and are presented by people who exist', () => {
    expect(new Set(certificates.map(({ id }) => id)).size).toBe(certificates.length);
    const numbers = new Set(people.map(({ number }) => number));
    expect(
      certificates.flatMap(({ accessibleBy }) => accessibleBy).filter((one) => !numbers.has(one)),
    ).toEqual([]);
  });

  it('exist of every type, in every state that a clerk has to know', () => {
    expect(new Set(certificates.map(({ typeId }) => typeId))).toEqual(new Set(certificateTypes.keys()));
    const states = new Set(certificates.map(({ status }) => status));
    for (const status of ['valid', 'reported-lost', 'withheld', 'suspended'])
      expect(states).toContain(status);
    expect(certificates.some(({ validTo }) => validTo < TODAY)).toBe(true);
    expect(certificates.some(({ marks }) => marks.includes('mortgaged'))).toBe(true);
  });

  it('are issued on or before today', () => {
    expect(certificates.filter(({ issuedOn }) => issuedOn > TODAY)).toEqual([]);
  });
});

describe('every matter can be walked', () => {
  it.each([...matters.keys()])('%s: several people with a certificate for it', (id) => {
    const matter = matters.get(id);
    if (!matter) throw new Error(id);
    const special = matter.materials.filter(
      ({ certificateTypeIds }) =>
        certificateTypeIds.length > 0 && !certificateTypeIds.includes('identity-card'),
    );
    const helped = people.filter((person) =>
      matchMaterials({ ...matter, materials: special }, presentedBy(person.number), TODAY).some(
        ({ source }) => source.kind === 'certificate',
      ),
    );
    expect(helped.length).toBeGreaterThanOrEqual(2);
  });

  it('and at least eight of them without any paper but the signed form', () => {
    const paperless = [...matters.values()].filter((matter) =>
      people.some((person) => isPaperless(matchMaterials(matter, presentedBy(person.number), TODAY))),
    );
    expect(paperless.length).toBeGreaterThanOrEqual(8);
    expect(paperless.map(({ id }) => id)).toContain('food-licence-renewal');
  });
});

describe('highlights', () => {
  const find = (id: string) => {
    const found = highlights.find((one) => one.id === id);
    if (!found) throw new Error(id);
    return found;
  };
  const outcome = (id: string) => {
    const highlight = find(id);
    const matter = matters.get(highlight.matterId ?? '');
    if (!matter) throw new Error(`${id} has no matter`);
    return matchMaterials(matter, presentedBy(highlight.companion ?? highlight.number), TODAY);
  };

  it('name different people and matters that exist', () => {
    expect(new Set(highlights.map(({ number }) => number)).size).toBe(highlights.length);
    for (const { matterId, number } of highlights) {
      if (matterId !== null) expect(matters.has(matterId)).toBe(true);
      expect(people.some((person) => person.number === number)).toBe(true);
    }
  });

  it('keep what their stories promise', () => {
    expect(isPaperless(outcome('renewal'))).toBe(true);
    const paper = (id: string, material: string) =>
      outcome(id).find((match) => match.material.id === material)?.source;
    expect(paper('expired-licence', 'food-licence')).toMatchObject({ kind: 'paper', reason: 'expired' });
    expect(paper('blocked-licence', 'food-licence')).toMatchObject({ kind: 'paper', reason: 'blocked' });
    expect(paper('newborn', 'birth')).toMatchObject({ kind: 'certificate' });
    expect(paper('disabled', 'disability')).toMatchObject({ kind: 'certificate' });
    expect(paper('agent', 'disability')).toMatchObject({ kind: 'certificate' });
    expect(presentedBy(find('paper-only').number)).toEqual([]);
    const expired = people.find(({ number }) => number === find('expired-card').number);
    expect(expired && expired.validTo < TODAY).toBe(true);
  });
});
