/**
 * What the host of a preview makes of a picture, where the page cannot: a PDF, with the fonts of the machine, and a page of
 * its own with every view. Whoever can write such files is handed in; a browser cannot.
 */
import type { Embedded } from '../protocol/embedded.js';
import type { ExportAnswer, ExportRequest } from '../protocol/server.js';
import { toSvg } from '../scene/index.js';
import { answerScene, type Drawable } from './answer.js';
import { everyPicture } from './every-picture.js';
import { linksOf } from './links.js';

export interface FileMaker {
  /** @param svg with its colours resolved. Content in base64. */
  pdf(svg: string, title: string): Promise<{ content: string; missing: string }>;
  html(embedded: Embedded, title: string): Promise<{ content: string }>;
}

export interface Variant { variant?: string; drawable: Drawable }

/** @param variants the architecture, once for each variant. @throws what the maker throws. */
export async function exportOf({ uri, choice, format }: ExportRequest, variants: readonly Variant[], maker: FileMaker): Promise<ExportAnswer> {
  if (format === 'html') {
    const embedded = await everyPicture(uri, variants, choice);
    return maker.html(embedded, embedded.pictures[0]!.scene.title);
  }
  const { drawable } = variants.find(({ variant }) => variant === choice.variant) ?? variants[0]!;
  const { scene } = (await answerScene({ revision: 0, uri, choice, theme: 'light' }, drawable)).picture!;
  return maker.pdf(toSvg(scene, { theme: 'light', links: linksOf(drawable.model) }), scene.title);
}
