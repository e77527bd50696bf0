// Did the document arrive? What a spooler's word about a job says about paper, after a crash or a lost answer.
import type { JobFacts } from './ipp/ipp-protocol';

/**
 * 'arrived': the spooler had or has the document. 'empty': it has the job and no document. 'ended-empty': the job is over and
 * never held one. 'other-job': the number belongs to another job now (a spool that was wiped counts from 1 again).
 */
export type Arrival = 'arrived' | 'empty' | 'ended-empty' | 'other-job';

export function arrivalOf(job: JobFacts, controlNumber: string): Arrival {
  // A policy may hide the name; a name that is shown and differs is another job.
  if (job.name !== null && job.name !== controlNumber) return 'other-job';
  // number-of-documents falls back to 0 when a finished job's files are removed; job-k-octets stays.
  if (job.kOctets > 0 || job.documents > 0) return 'arrived';
  switch (job.state) {
    case 'processing':
    case 'stopped':
    case 'completed':
      return 'arrived';
    case 'pending':
    case 'held':
      return 'empty';
    case 'canceled':
    case 'aborted':
      return 'ended-empty';
  }
}
