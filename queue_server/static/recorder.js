// A clip from the microphone as a 16-bit mono WAV: it ends when the voice does, or after the longest time.

const LONGEST_S = 5.5;
const SPOKEN = 0.04; // a level that only a voice near the microphone has
const QUIET = 0.15; // of the loudest, as the end of a word
const QUIET_S = 0.9;
const FULL_SCALE = 32767;

export class Recorder {
  onLevel = () => {}; // (0 to 1)
  #rate;
  #context;
  #stream;
  #stop = () => {};

  // `rate` of the clips, samples a second.
  constructor(rate) {
    this.#rate = rate;
  }

  static get possible() {
    return Boolean(isSecureContext && navigator.mediaDevices?.getUserMedia && window.AudioWorkletNode);
  }

  stop() {
    this.#stop();
  }

  // A Blob; throws a DOMException where there is no microphone or it is not allowed.
  async record() {
    const source = await this.#open();
    const tap = new AudioWorkletNode(this.#context, "tap");
    const heard = this.#listen(tap);
    source.connect(tap);
    await heard.done;
    source.disconnect();
    tap.port.close();
    return wav(await this.#resampled(heard.chunks), this.#rate);
  }

  async #open() {
    if (!this.#stream?.active) {
      this.#stream = await navigator.mediaDevices.getUserMedia({
        audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false },
      });
      this.#context = new AudioContext();
      await this.#context.audioWorklet.addModule("/static/studio-tap.js");
    }
    await this.#context.resume();
    return new MediaStreamAudioSourceNode(this.#context, { mediaStream: this.#stream });
  }

  #listen(tap) {
    const chunks = [];
    let loudest = 0;
    let seconds = 0;
    let quietSince = 0;
    const done = new Promise((end) => {
      this.#stop = end;
      tap.port.onmessage = ({ data }) => {
        chunks.push(data);
        seconds += data.length / this.#context.sampleRate;
        const level = data.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
        this.onLevel(level);
        loudest = Math.max(loudest, level);
        if (loudest < SPOKEN || level > loudest * QUIET) quietSince = seconds;
        if (seconds > LONGEST_S || seconds - quietSince > QUIET_S) end();
      };
    });
    return { chunks, done };
  }

  async #resampled(chunks) {
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const { sampleRate } = this.#context;
    const buffer = new AudioBuffer({ length: Math.max(1, length), sampleRate });
    let at = 0;
    for (const chunk of chunks) {
      buffer.copyToChannel(chunk, 0, at);
      at += chunk.length;
    }
    const offline = new OfflineAudioContext(1, Math.max(1, Math.floor((length * this.#rate) / sampleRate)), this.#rate);
    const source = new AudioBufferSourceNode(offline, { buffer });
    source.connect(offline.destination);
    source.start();
    return (await offline.startRendering()).getChannelData(0);
  }
}

// RIFF, as every player reads it.
function wav(samples, rate) {
  const view = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const text = (at, word) => [...word].forEach((char, place) => view.setUint8(at + place, char.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, 36 + samples.length * 2, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, at) => {
    view.setInt16(44 + at * 2, Math.round(Math.max(-1, Math.min(1, sample)) * FULL_SCALE), true);
  });
  return new Blob([view], { type: "audio/wav" });
}
