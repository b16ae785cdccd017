// Notes one after the other, each dying away: `[pitch in Hz, seconds after the first]`.

/** Play `notes` on the audio context `sounds`, as loud as `loudness` (0 to 1), each for `seconds`. */
export function chime(sounds, notes, loudness, seconds) {
  for (const [pitch, after] of notes) strike(sounds, pitch, sounds.currentTime + after, loudness, seconds);
}

function strike(sounds, pitch, at, loudness, seconds) {
  const tone = sounds.createOscillator();
  const gain = sounds.createGain();
  tone.frequency.value = pitch;
  gain.gain.setValueAtTime(loudness, at);
  gain.gain.exponentialRampToValueAtTime(0.001, at + seconds);
  tone.connect(gain).connect(sounds.destination);
  tone.start(at);
  tone.stop(at + seconds + 0.05);
}
