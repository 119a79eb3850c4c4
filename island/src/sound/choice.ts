/** How loud and by which means. The settings page gives the mode; what is chosen on the live page holds on this device
 * until the settings page says something else. */

/** voice: everything; short: what leads, not what explains; bell; silent. */
export type Mode = "voice" | "short" | "bell" | "silent";

export interface Sound {
  readonly mode: Mode;
  /** 0 to 1. */
  readonly volume: number;
}

export interface Kept {
  readonly sound: Sound;
  readonly keys: boolean;
}

const KEY = "spinecoach.live";

/** What the settings page calls the voice, in the page's own words. */
export function modeOfSetting(setting: string): Mode {
  return setting === "bell" || setting === "short" || setting === "silent" ? setting : "voice";
}

export function read(storage: Pick<Storage, "getItem">, setting: string): Kept {
  const fresh: Kept = { sound: { mode: modeOfSetting(setting), volume: 0.8 }, keys: true };
  const stored = parse(storage.getItem(KEY));
  if (stored === null) return fresh;
  const { mode, volume, keys, over } = stored;
  return {
    sound: {
      mode: over === setting && isMode(mode) ? mode : fresh.sound.mode,
      volume: typeof volume === "number" && volume >= 0 && volume <= 1 ? volume : fresh.sound.volume,
    },
    keys: keys !== false,
  };
}

export function keep(storage: Pick<Storage, "setItem">, setting: string, kept: Kept): void {
  storage.setItem(KEY, JSON.stringify({ ...kept.sound, keys: kept.keys, over: setting }));
}

function isMode(value: unknown): value is Mode {
  return value === "voice" || value === "short" || value === "bell" || value === "silent";
}

function parse(text: string | null): Record<string, unknown> | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
