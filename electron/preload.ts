import { contextBridge, ipcRenderer } from 'electron';
import type { Channel } from '../shared/contract/channel.ts';
import { PIPE } from './windows/pipe-names.ts';

// One pipe and nothing else: what may go through it the backend decides, message by message.
let closed = false;
ipcRenderer.on(PIPE.closed, () => {
  closed = true;
});
const pipe: Channel = {
  send: (message) => ipcRenderer.send(PIPE.toBackend, message),
  onMessage: (listener) => {
    ipcRenderer.on(PIPE.toWindow, (_event, message: unknown) => listener(message));
  },
  onClose: (listener) => {
    if (closed) listener();
    else ipcRenderer.on(PIPE.closed, () => listener());
  },
};
contextBridge.exposeInMainWorld('bridgewardenPipe', pipe);
ipcRenderer.send(PIPE.open);
