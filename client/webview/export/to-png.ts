/** An SVG as PNG, drawn by the browser with the fonts that the reader has. */
const LONGEST_SIDE = 16_000;
const MOST_PIXELS = 200_000_000;

/** @throws Error where the browser cannot draw it. */
export async function toPng(svg: string, { width, height }: { width: number; height: number }, scale: number): Promise<Blob> {
  const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
  if (Math.max(across, down) > LONGEST_SIDE || across * down > MOST_PIXELS) throw new Error(`${across} × ${down}`);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [across, down];
  canvas.getContext('2d')!.drawImage(image, 0, 0, across, down);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(`${across} × ${down}`))), 'image/png');
  });
}
