import { backend } from '../../backend/backend-store.ts';
import { hasNativeDialogs } from '../../files/native-dialogs.ts';

/** Saves a picture by the system's own dialog; a browser downloads it. Gives the name, unless she thought better of it. */
export async function savePicture(picture: Blob, suggested: string): Promise<string | undefined> {
  if (!hasNativeDialogs()) {
    download(picture, suggested);
    return suggested;
  }
  const { path } = await backend().call('files.pickSave', { suggested });
  if (path === undefined) return undefined;
  // The system's dialog has asked already whether an existing file may be replaced.
  await backend().call('files.save', { path, text: await base64Of(picture), encoding: 'base64', overwrite: true });
  return path;
}

function download(picture: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(picture);
  link.download = name;
  link.click();
  // The browser has begun reading by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function base64Of(picture: Blob): Promise<string> {
  const bytes = new Uint8Array(await picture.arrayBuffer());
  let text = '';
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
