// Reads the catalogue of devices from the program's folder and the administrator's. A file that cannot be used is named
// on the screen; all others are.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  joinCatalogue,
  type CatalogueFile,
  type DeviceCatalogue,
} from '#core/device-centre/device-catalogue';

/** `shipped`: resources/devices; `administrator`: PROFILE/devices, which need not exist. Folders inside are others'. */
export function loadDeviceCatalogue(shipped: string, administrator: string): DeviceCatalogue {
  return joinCatalogue(filesOf(shipped), filesOf(administrator));
}

function filesOf(folder: string): CatalogueFile[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
  return names.sort().map((name) => ({ name, text: textOf(join(folder, name)) }));
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
