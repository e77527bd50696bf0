// One short tone for a card that was read, a lower double one for a card that could not be; made here, no files.

let context: AudioContext | undefined;

export function playTone(kind: 'read' | 'failed'): void {
  try {
    context ??= new AudioContext();
    if (kind === 'read') beep(context, 1175, 0, 0.12);
    else {
      beep(context, 330, 0, 0.13);
      beep(context, 262, 0.17, 0.2);
    }
  } catch {
    // A machine without sound output: the screen says the same in words.
  }
}

function beep(audio: AudioContext, hertz: number, after: number, seconds: number): void {
  const from = audio.currentTime + after;
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0, from);
  // Short ramps at both ends: a square edge clicks.
  volume.gain.linearRampToValueAtTime(0.16, from + 0.01);
  volume.gain.setValueAtTime(0.16, from + seconds - 0.02);
  volume.gain.linearRampToValueAtTime(0, from + seconds);
  tone.connect(volume).connect(audio.destination);
  tone.start(from);
  tone.stop(from + seconds);
}
