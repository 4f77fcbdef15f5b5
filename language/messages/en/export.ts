/** Pictures as files: what cannot be written, and what a picture lacks. */
export const exporting = {
  'export.fault.too-large': 'at this scale the picture would be {width} × {height} pixels, more than programs open; take a smaller --scale, or .svg or .pdf, which are sharp at any size',
  'export.fault.no-font': 'this machine has no font that the picture could be set in; install one (on Debian and Ubuntu: fonts-noto-cjk) or name a font file with --font',
} as const;
