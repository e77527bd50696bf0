// All schema steps in order. A new step goes to the end; none is ever changed.
import { migration as foundation } from './0001-foundation';
import { migration as cases } from './0002-cases';
import { migration as certificates } from './0003-certificates';
import { migration as printJobs } from './0004-print-jobs';
import { migration as certificateFiles } from './0005-certificate-files';
import { migration as verificationReports } from './0006-verification-reports';
import { migration as staff } from './0007-staff';
import { migration as custody } from './0008-custody';
import { migration as issuing } from './0009-issuing';
import { migration as deviceRoles } from './0010-device-roles';
import type { Migration } from './migration';

export const migrations: readonly Migration[] = [
  foundation,
  cases,
  certificates,
  printJobs,
  certificateFiles,
  verificationReports,
  staff,
  custody,
  issuing,
  deviceRoles,
];
