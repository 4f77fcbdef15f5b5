/**
 * The families that pictures are set in, the best first: those with Hangul before those without, as a picture has one
 * face throughout where it can. By the names that their files have on the systems that bring them.
 */
export interface Family {
  name: string;
  /** Names of files, and inside a collection the PostScript name of the face. */
  regular: { file: RegExp; face?: string };
  bold: { file: RegExp; face?: string };
}

const plain = (name: string, regular: RegExp, bold: RegExp): Family => ({ name, regular: { file: regular }, bold: { file: bold } });

export const FAMILIES: readonly Family[] = [
  plain('Pretendard', /^Pretendard-Regular\.(otf|ttf)$/i, /^Pretendard-SemiBold\.(otf|ttf)$/i),
  plain('Noto Sans KR', /^NotoSansKR-Regular\.(otf|ttf)$/i, /^NotoSansKR-Bold\.(otf|ttf)$/i),
  { name: 'Noto Sans CJK KR', regular: { file: /^NotoSansCJK-Regular\.ttc$/i, face: 'NotoSansCJKkr-Regular' }, bold: { file: /^NotoSansCJK-Bold\.ttc$/i, face: 'NotoSansCJKkr-Bold' } },
  plain('Noto Sans CJK KR', /^NotoSansCJKkr-Regular\.otf$/i, /^NotoSansCJKkr-Bold\.otf$/i),
  { name: 'Apple SD Gothic Neo', regular: { file: /^AppleSDGothicNeo\.ttc$/i, face: 'AppleSDGothicNeo-Regular' }, bold: { file: /^AppleSDGothicNeo\.ttc$/i, face: 'AppleSDGothicNeo-SemiBold' } },
  plain('Malgun Gothic', /^malgun\.ttf$/i, /^malgunbd\.ttf$/i),
  plain('NanumGothic', /^NanumGothic\.ttf$/i, /^NanumGothicBold\.ttf$/i),
  plain('Inter', /^Inter-Regular\.(otf|ttf)$/i, /^Inter-SemiBold\.(otf|ttf)$/i),
  plain('Noto Sans', /^NotoSans-Regular\.ttf$/i, /^NotoSans-Bold\.ttf$/i),
  plain('Segoe UI', /^segoeui\.ttf$/i, /^segoeuib\.ttf$/i),
  { name: 'Helvetica Neue', regular: { file: /^HelveticaNeue\.ttc$/i, face: 'HelveticaNeue' }, bold: { file: /^HelveticaNeue\.ttc$/i, face: 'HelveticaNeue-Bold' } },
  plain('DejaVu Sans', /^DejaVuSans\.ttf$/i, /^DejaVuSans-Bold\.ttf$/i),
  plain('Liberation Sans', /^LiberationSans-Regular\.ttf$/i, /^LiberationSans-Bold\.ttf$/i),
  plain('Arial', /^arial\.ttf$/i, /^arialbd\.ttf$/i),
];
