// The CUPS backend of the test queues: copies the job file to a folder, and misbehaves when a control file says so.

/** How the "device" behind the queue behaves for jobs to come; read anew by each job. */
export type DeviceMode =
  | 'ok'
  /** Waits before it takes the page. */
  | 'slow'
  /** Ends with CUPS_BACKEND_FAILED: what happens then is the queue's error policy. */
  | 'fail'
  /** Ends with CUPS_BACKEND_STOP: CUPS stops the queue. */
  | 'stop'
  /** Reports media-empty-error and waits until the mode changes. */
  | 'out-of-paper';

/** Job title that only sets state reasons and prints nothing. */
export const POKE_TITLE = 'zc-poke';

/**
 * POSIX shell, called by CUPS as `backend job user title copies options [file]`. `dir` holds the files `mode` and
 * `reasons`; pages go to `dir`/out as JOB-TITLE.pdf.
 */
export function backendScript(dir: string): string {
  return `#!/bin/sh
# Called without arguments, a backend lists its devices.
if [ $# -eq 0 ]; then echo 'direct zcfile "Unknown" "ZC file"'; exit 0; fi
DIR='${dir}'
job="$1"; title="$3"; file="$6"
mode() { cat "$DIR/mode" 2>/dev/null || echo ok; }

if [ "$title" = '${POKE_TITLE}' ]; then
  cat "$DIR/reasons" >&2
  exit 0
fi
waiting=0
while [ "$(mode)" = out-of-paper ]; do
  [ $waiting -eq 0 ] && echo 'STATE: +media-empty-error' >&2 && waiting=1
  sleep 0.1
done
[ $waiting -eq 1 ] && echo 'STATE: -media-empty-error' >&2
case "$(mode)" in
  slow) i=0; while [ $i -lt 30 ] && [ "$(mode)" = slow ]; do sleep 0.1; i=$((i+1)); done ;;
  fail) echo 'ERROR: device failed' >&2; exit 1 ;;
  stop) echo 'STATE: +media-jam-error' >&2; exit 4 ;;
esac
if [ -n "$file" ]; then cat "$file" > "$DIR/out/.$job.part"; else cat > "$DIR/out/.$job.part"; fi || exit 1
safe=$(printf %s "$title" | tr -c 'A-Za-z0-9.-' _)
chmod 644 "$DIR/out/.$job.part"
mv "$DIR/out/.$job.part" "$DIR/out/$job-$safe.pdf"
echo 'INFO: page written' >&2
exit 0
`;
}
