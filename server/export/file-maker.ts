/** Makes files for previews, in Node. What it takes is loaded with the first file that is asked for. */
import type { FileMaker } from '#language/preview/export.js';

/** @param assets folder of the bundled page files. */
export function fileMaker(assets: string): FileMaker {
  return {
    pdf: async (svg, title) => {
      const { toPdf } = await import('./to-pdf.js');
      const { content, missing } = await toPdf(svg, { title });
      return { content: Buffer.from(content).toString('base64'), missing };
    },
    html: async (embedded, title) => {
      const { toHtml } = await import('./to-html.js');
      return { content: Buffer.from(toHtml(embedded, { title, assets })).toString('base64') };
    },
  };
}
