/**
 * A block of a page, drawn: parsed, checked, laid out, and where a scenario is named, run to its moment. All of it in place,
 * as pages are put together line by line; what was drawn is kept as long as nothing that it rests on has changed.
 */
import { word, text } from '../messages/word.js';
import type { Text } from '../model/finding.js';
import { resolve } from '../model/uri.js';
import { findScenario, nameOfScenario } from '../model/scenario-names.js';
import { Project, type Analysis, type FileAccess } from '../project/project.js';
import { automaticViews, drawingNow, isViewOf, passesOf, type LaidOutScene, type PartState } from '../scene/index.js';
import { readInfo, type BlockInfo } from './info.js';
import { momentOf, type Moment } from './moment.js';
import { servedAt, statesAt } from './show-moment.js';

export interface Block {
  /** What stands behind the fence. */
  info: string;
  code: string;
  /** URI of the page: imports are seen from there. */
  page: string;
}

/** Something to be read beside the picture, or in its place: at a line of the block, where it has one. */
export interface Remark { line?: number; said: string }

export interface DrawnBlock {
  info: BlockInfo;
  /** Undefined where nothing can be drawn. */
  picture?: { scene: LaidOutScene; states: Readonly<Record<string, readonly PartState[]>>; analysis: Analysis };
  moment?: Moment;
  /** What the variant that is drawn is called, where there are several and the block asks for none: the first one is. */
  variant?: string;
  remarks: Remark[];
}

const MOST_KEPT = 40;
const MOST_REMARKS = 20;

interface Kept { texts: Map<string, string | undefined>; drawn: DrawnBlock }

export class BlockPainter {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly files: FileAccess) {}

  /** Undefined where the block is none of ours. */
  draw(block: Block): DrawnBlock | undefined {
    const read = readInfo(block.info);
    if (!read) return undefined;
    const key = JSON.stringify([block.page, block.info, block.code]);
    const known = this.kept.get(key);
    if (known && [...known.texts].every(([uri, text]) => this.files.read(uri) === text)) return known.drawn;
    const texts = new Map<string, string | undefined>();
    const files: FileAccess = {
      read: (uri) => {
        const text = this.files.read(uri);
        texts.set(uri, text);
        return text;
      },
      inWorkspace: (uri) => this.files.inWorkspace(uri),
    };
    const drawn = drawnFrom(block, read.info, files);
    drawn.remarks.push(...read.unknown.map((each) => ({ said: word(text('markdown.unknown-word', { word: each })) })));
    this.keep(key, { texts, drawn });
    return drawn;
  }

  private keep(key: string, kept: Kept): void {
    this.kept.delete(key);
    this.kept.set(key, kept);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
  }
}

function drawnFrom(block: Block, info: BlockInfo, files: FileAccess): DrawnBlock {
  const refuse = (...remarks: (Text | Remark)[]): DrawnBlock => ({ info, remarks: remarks.map((each) => ('id' in each ? { said: word(each) } : each)) });
  const project = new Project(files);
  const root = info.file === undefined ? `${block.page}.block.arch` : resolve(block.page, info.file);
  if (info.file === undefined) project.setText(root, block.code);
  else if (!files.inWorkspace(root) || files.read(root) === undefined) return refuse(text('markdown.no-file', { file: info.file }));
  const offered = project.variants(root);
  const variants = offered.map(({ name }) => name);
  if (info.variant !== undefined && !variants.includes(info.variant)) return refuse(text('markdown.unknown-variant', { variant: info.variant, variants, count: variants.length }));
  const analysis = project.analyse(root, info.variant ?? variants[0]);
  if (!analysis) return refuse(text('markdown.no-file', { file: info.file ?? '' }));
  const { model, facts, findings } = analysis;
  const errors = findings.filter(({ rule, severity }) => severity === 'error' && rule.startsWith('model/')).map(({ what, origin }): Remark => ({ ...(origin.uri === root ? { line: origin.range.start.line + 1 } : {}), said: word(what) }));
  if (model.problems.some(({ type }) => type === 'syntax')) return refuse(...errors.slice(0, MOST_REMARKS));
  if (info.view !== undefined && !isViewOf(model, info.view)) {
    const views = [...model.views, ...automaticViews(model)].map(({ name }) => (/\s/.test(name) ? `"${name}"` : name));
    return refuse(text('markdown.unknown-view', { view: info.view, views, count: views.length }));
  }
  const scenario = info.scenario === undefined ? undefined : findScenario(model.scenarios, info.scenario);
  if (info.scenario !== undefined && !scenario) {
    const scenarios = model.scenarios.map((_, index) => `“${nameOfScenario(model.scenarios, index)}”`);
    return refuse(text('markdown.unknown-scenario', { scenario: info.scenario, scenarios, count: scenarios.length }));
  }
  const remarks = errors.slice(0, MOST_REMARKS);
  if (info.at !== undefined && !scenario) remarks.push({ said: word(text('markdown.at-without-scenario')) });
  const drawn = drawingNow(model, { ...(info.view === undefined ? {} : { view: info.view }), ...(info.show === undefined ? {} : { show: info.show }), findings, passes: passesOf(facts) });
  // A block has no file whose name could be its title.
  if (drawn.title.endsWith('.block')) drawn.title = info.title ?? word(text('scene.untitled'));
  const moment = scenario && momentOf(facts, scenario, info.at);
  if (scenario && !moment) remarks.push({ said: word(text('markdown.scenario-too-long', { scenario: scenario.title })) });
  const picture = { scene: moment ? servedAt(drawn, moment) : drawn, states: moment ? statesAt(model, drawn, moment) : {}, analysis };
  const [first] = offered;
  return { info, picture, ...(moment ? { moment } : {}), ...(offered.length > 1 && info.variant === undefined ? { variant: first!.label ?? first!.name } : {}), remarks };
}
