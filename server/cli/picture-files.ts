/** Pictures as files, by the kind that the file's name asks for. */
import { text } from '#language/messages/word.js';
import { fromPath } from '#language/model/uri.js';
import { everyPicture } from '#language/preview/every-picture.js';
import { linksOf, type AddressOf } from '#language/preview/links.js';
import type { Analysis, Project } from '#language/project/project.js';
import { sceneAsJson, toSvg, type FileTheme, type LaidOutScene } from '#language/scene/index.js';
import type { Drawn } from '../export/to-png.js';
import { Fault } from './fault.js';
import { Places } from './places.js';
import { say } from './say.js';
import type { World } from './world.js';

export interface PictureOptions {
  output: string;
  theme: FileTheme;
  /** Pixels of a PNG for each of the picture's own. */
  scale: number;
  /** Paths of font files. */
  font: readonly string[];
  /** How a line is addressed: a text with `{file}` and `{line}` in it. */
  linkSource?: string;
}

/** What is drawn: of several variants a page shows all, any other file the first. */
export interface Subject {
  project: Project;
  analyses: readonly [Analysis, ...Analysis[]];
  view: string | undefined;
  scene(): Promise<LaidOutScene>;
}

/** A page holds all variants, every other file one. */
export function isPage(output: string): boolean {
  return /\.html?$/i.test(output);
}

type Draw = (subject: Subject) => Promise<string | Uint8Array>;

/** Chosen by the file's name, before any work is done for nothing. */
export function pictureFile(options: PictureOptions, world: World): Draw {
  const places = new Places(fromPath(world.cwd));
  const svg = async ({ analyses: [{ model }], scene }: Subject): Promise<string> => toSvg(await scene(), { theme: options.theme, links: linksOf(model, addressing(options, places)) });
  const wishes = { fonts: options.font, ...(world.fontFolders === undefined ? {} : { folders: world.fontFolders }) };
  switch (/\.(\w+)$/.exec(options.output)?.[1]?.toLowerCase()) {
    case 'svg': return svg;
    case 'json': return async ({ scene }) => sceneAsJson(await scene(), (uri) => places.file(uri));
    case 'png': return async (subject) => {
      const { toPng } = await import('../export/to-png.js');
      return noted(await toPng(await svg(subject), { ...wishes, scale: options.scale, assets: world.assets }), options, world);
    };
    case 'pdf': return async (subject) => {
      const { toPdf } = await import('../export/to-pdf.js');
      return noted(await toPdf(await svg(subject), { ...wishes, title: (await subject.scene()).title }), options, world);
    };
    case 'html':
    case 'htm': return (subject) => page(subject, world);
    default: throw new Fault(text('cli.fault.picture-kind', { path: options.output }));
  }
}

/** Every view in one page, the one that was asked for first. */
async function page({ project, analyses, view }: Subject, { assets }: World): Promise<string> {
  const { root } = analyses[0];
  const variants = project.variants(root).filter(({ name }) => analyses.some(({ variant }) => variant === name));
  const drawables = analyses.map(({ variant, model, facts, findings }) => ({ ...(variant === undefined ? {} : { variant }), drawable: { model, facts, findings, version: 0, variants, history: false } }));
  const embedded = await everyPicture(root, drawables, view === undefined ? {} : { view });
  const { toHtml } = await import('../export/to-html.js');
  return toHtml(embedded, { title: embedded.pictures[0]!.scene.title, assets });
}

function noted({ content, missing }: Drawn, { output }: PictureOptions, { stderr }: World): Uint8Array {
  if (missing !== '') stderr.write(`${say('cli.note.no-glyphs', { file: output, characters: [...missing].slice(0, 12).join(' '), count: [...missing].length })}\n`);
  return content;
}

function addressing({ linkSource }: PictureOptions, places: Places): AddressOf | undefined {
  if (linkSource === undefined) return undefined;
  return (origin) => {
    const file = places.file(origin.uri).split('/').map(encodeURIComponent).join('/');
    return linkSource.replaceAll('{file}', file).replaceAll('{line}', String(origin.range.start.line + 1));
  };
}
