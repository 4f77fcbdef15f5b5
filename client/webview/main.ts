/** Starts the preview in whatever page it finds itself. */
import { App } from './app.js';
import { addPictureStyles } from './stage/picture-styles.js';
import { socketTransport } from './transport/socket.js';
import { insideVsCode, vscodeTransport } from './transport/vscode.js';

addPictureStyles();
new App(insideVsCode() ? vscodeTransport() : socketTransport(), document.body).start();
