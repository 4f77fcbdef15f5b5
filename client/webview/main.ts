/** Starts the preview in whatever page it finds itself. */
import { App } from './app.js';
import { addPictureStyles } from './stage/picture-styles.js';
import { embeddedPictures, embeddedTransport } from './transport/embedded.js';
import { socketTransport } from './transport/socket.js';
import type { Transport } from './transport/transport.js';
import { insideVsCode, vscodeTransport } from './transport/vscode.js';

addPictureStyles();
void transport().then((found) => new App(found, document.body).start());

async function transport(): Promise<Transport> {
  if (insideVsCode()) return vscodeTransport();
  const embedded = await embeddedPictures();
  return embedded ? embeddedTransport(embedded) : socketTransport();
}
