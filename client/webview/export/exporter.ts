/**
 * Saving the picture. SVG, PNG and JSON are made here; PDF and the page with every view by the host. In a browser the page
 * keeps the file itself, in VS Code the host asks where to.
 */
import { text, word } from '#language/messages/word.js';
import type { Picture } from '#language/protocol/picture.js';
import type { ExportFormat } from '#language/protocol/preview.js';
import { sceneAsJson } from '#language/scene/as-json.js';
import type { MenuItem } from '../ui/act-menu.js';
import { stillSvg, type Colours } from './still.js';
import { toPng } from './to-png.js';

export interface ExporterActions {
  picture(): Picture | undefined;
  /** Where the picture is drawn. */
  drawing(): ParentNode;
  /** To the host: the file as made here, or the wish that it makes one. */
  post(format: ExportFormat, content?: string): void;
  /** True where this page may keep a file by itself. */
  keepsFiles: boolean;
  say(said: string): void;
}

const MEDIA: Readonly<Record<ExportFormat, string>> = { svg: 'image/svg+xml', png: 'image/png', pdf: 'application/pdf', html: 'text/html', json: 'application/json' };
const SCALES = [1, 2, 4];
/** Of an image in the clipboard: sharp on most screens. */
const COPY_SCALE = 2;

export class Exporter {
  private colours: Colours = 'light';
  private makes: readonly ExportFormat[] = [];

  constructor(private readonly actions: ExporterActions) {}

  setMakes(makes: readonly ExportFormat[]): void {
    this.makes = makes;
  }

  menu(): MenuItem[][] {
    const item = (format: Exclude<ExportFormat, 'png'>): MenuItem => ({ name: word(text(`export.${format}`)), act: () => void this.save(format) });
    const images = SCALES.map((scale): MenuItem => ({ name: word(text('export.png', { scale })), act: () => void this.save('png', scale) }));
    const colour = (colours: Colours): MenuItem => ({ name: word(text(`export.${colours}`)), checked: this.colours === colours, act: () => { this.colours = colours; } });
    return [
      [{ name: word(text('export.copy')), act: () => void this.copy() }],
      [item('svg'), ...images, ...(['pdf', 'html'] as const).filter((format) => this.makes.includes(format)).map(item), item('json')],
      [colour('light'), colour('dark')],
    ];
  }

  async save(format: ExportFormat, scale = COPY_SCALE): Promise<void> {
    const picture = this.actions.picture();
    if (!picture) return;
    if (format === 'pdf' || format === 'html') {
      if (this.actions.keepsFiles) this.actions.say(word(text('export.making')));
      return this.actions.post(format);
    }
    try {
      if (format === 'png') await this.keep(format, await toPng(this.svg(picture), picture.scene, scale));
      else await this.keep(format, format === 'svg' ? this.svg(picture) : sceneAsJson(picture.scene, nameOfFile));
    } catch (thrown) {
      this.actions.say(word(text('export.not-drawn', { reason: reasonOf(thrown) })));
    }
  }

  /** What the host made, in base64. */
  receive(format: ExportFormat, content: string): void {
    this.download(format, new Blob([Uint8Array.from(atob(content), (character) => character.charCodeAt(0))], { type: MEDIA[format] }));
  }

  async copy(): Promise<void> {
    const picture = this.actions.picture();
    if (!picture) return;
    try {
      // The promise goes in, not its outcome: browsers want to be asked while the reader's click is fresh.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': toPng(this.svg(picture), picture.scene, COPY_SCALE) })]);
      this.actions.say(word(text('export.copied')));
    } catch (thrown) {
      this.actions.say(word(text('export.not-copied', { reason: reasonOf(thrown) })));
    }
  }

  private svg(picture: Picture): string {
    return stillSvg(picture, this.actions.drawing(), this.colours);
  }

  private async keep(format: ExportFormat, made: string | Blob): Promise<void> {
    if (this.actions.keepsFiles) return this.download(format, typeof made === 'string' ? new Blob([made], { type: MEDIA[format] }) : made);
    this.actions.post(format, typeof made === 'string' ? made : await base64Of(made));
  }

  private download(format: ExportFormat, file: Blob): void {
    const picture = this.actions.picture();
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = `${nameOfFile(picture?.uri ?? '').replace(/\.arch$/i, '') || 'architecture'}.${format}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    this.actions.say(word(text('export.saved', { file: link.download })));
  }
}

function nameOfFile(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try { return decodeURIComponent(name); } catch { return name; }
}

async function base64Of(blob: Blob): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error());
    reader.readAsDataURL(blob);
  });
  return url.slice(url.indexOf(',') + 1);
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error && thrown.message !== '' ? thrown.message : String(thrown);
}
