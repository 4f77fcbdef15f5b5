/** The picture on the screen: drawing, dots, pan and zoom, selection, and what is marked as failed or fallen. */
import type { Id } from '#language/model/model.js';
import type { LaidOutScene, Point, Rectangle } from '#language/scene/laid-out.js';
import { text, word } from '#language/messages/word.js';
import type { MotionState } from '../motion/first-motion.js';
import type { RunView } from '../scenario/run-view.js';
import { make } from '../ui/dom.js';
import { adoptSvg } from './adopt-svg.js';
import { CloseUp } from './close-up.js';
import { cull } from './cull.js';
import { Focus } from './focus.js';
import { listenToGestures } from './gestures.js';
import { Lines } from './lines.js';
import { Mover, type Held, type Placement } from './mover.js';
import { isDirection, step, VECTORS } from './navigate.js';
import { Overlay } from './overlay.js';
import { glide } from './glide.js';
import { addHandles, handleHit } from './handles.js';
import { Parts, type Part } from './parts.js';
import { shine, type Spotlight } from './spotlight.js';
import { direct } from './directions.js';
import { serve } from './serving.js';
import { endTowards, heartOf, lineAfter } from './walk-lines.js';
import { fit, isSeenWhole, pan, reach, steadyView, toPicture, toScreen, zoomAt, type View } from './viewport.js';
import { latinKey } from '../ui/latin-key.js';

export interface StageActions {
  /** A part was clicked, or Enter pressed on it; with Shift it is the other end of a way. */
  pick(part: Part, shift: boolean): void;
  clear(): void;
  /** Escape: out of whatever the reader is in. */
  escape(): void;
  /** P was pressed: a way begins or ends here. */
  path(part: Part): void;
  /** F2, Shift+F2, Insert or Delete was pressed on a part; false where none of them means anything. */
  edit(part: Part, key: string): boolean;
  /** What can be done where nothing is drawn is asked for; false where nothing can. */
  menuOfGround(at: Point): boolean;
  /** F was pressed on a part. */
  toggleFailed(part: Part): void;
  /** What can be done to a part is asked for, there. */
  menu(part: Part, at: Point): void;
  /** A container is to be opened or closed. */
  toggleCollapsed(part: Part): void;
  /** One level deeper: into what a part holds, around it where it holds nothing. */
  lookInto(part: Part): void;
  /** The reader set a box by hand. */
  place(placement: Placement): void;
  /** The reader sees another part of the picture; undefined where it is fitted into the window. */
  moved(view: View | undefined): void;
}

export class Stage {
  private readonly sheet = make('div', { className: 'sheet' });
  private readonly overlay = new Overlay();
  private readonly still = matchMedia('(prefers-reduced-motion: reduce)');
  private readonly mover = new Mover((placement) => this.actions.place(placement));
  private readonly closeUp = new CloseUp(
    () => (this.scene && this.root.clientWidth > 0 ? { scene: this.scene, window: this.windowSize, boxOf: (id) => this.parts?.drawing(id)[0]?.node } : undefined),
    (view) => this.move(view),
  );
  /** The view goes near what happens in a scenario. */
  private following = true;
  private view: View = { scale: 1, x: 0, y: 0 };
  /** True until the reader pans or zooms: the picture then fits the window, whatever its size. */
  private fitted = true;
  private scene: LaidOutScene | undefined;
  private parts: Parts | undefined;
  private lines: Lines | undefined;
  private motion: MotionState | undefined;
  private spotlight: Spotlight | undefined;
  private readonly at = new Focus();
  private selected: Id | undefined;
  /** What the statement under the cursor speaks of besides. */
  private also: readonly Id[] = [];

  constructor(private readonly actions: StageActions, readonly root: HTMLElement = make('main', { className: 'stage' })) {
    this.root.append(this.sheet, this.overlay.canvas);
    listenToGestures(this.root, {
      pan: (by) => this.look(pan(this.view, by)),
      zoom: (factor, at) => this.look(zoomAt(this.view, factor, at)),
      click: (target, shift) => this.click(target, shift),
      grab: (target, shift) => this.grab(target, shift),
      doubleClick: (target) => { const part = handleHit(this.parts, target) ? undefined : this.parts?.hit(target); if (part) this.actions.toggleCollapsed(part); },
    });
    this.root.addEventListener('keydown', (event) => this.key(event));
    // The menu key and Shift+F10 come as this, too.
    this.root.addEventListener('contextmenu', (event) => {
      const part = this.parts?.hit(event.target);
      const { left, top } = this.root.getBoundingClientRect();
      if (!part && !this.actions.menuOfGround({ x: event.clientX - left, y: event.clientY - top })) return;
      event.preventDefault();
      if (part) this.openMenu(part);
    });
    this.root.addEventListener('focusin', (event) => {
      const part = this.parts?.hit(event.target);
      if (part?.node) this.at.toBox(part.node.id);
      else if (part?.edge) this.at.toLine(part.edge.id);
    });
    new ResizeObserver(() => this.resize()).observe(this.root);
    // VS Code changes the theme by changing the body's classes.
    new MutationObserver(() => this.recolour()).observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.recolour());
  }

  // ------------------------------------------------------------------------------------------------ the picture

  /** @param anew true for another view: it is fitted; false for the same view of an edited text: what was seen stays. */
  show(svg: string, scene: LaidOutScene, anew: boolean): void {
    const drawing = adoptSvg(svg);
    if (!drawing) return;
    const before = this.scene;
    const held = this.sheet.contains(document.activeElement);
    this.sheet.replaceChildren(drawing);
    this.scene = scene;
    this.parts = new Parts(drawing, scene);
    addHandles(this.parts, scene);
    this.mover.setScene(this.parts, scene);
    this.lines = new Lines(scene);
    this.describe(drawing, scene);
    if (held) this.at.part?.group.focus({ preventScroll: true });
    const seen = this.view;
    if (anew || !before) { if (this.fitted || before) this.fitAgain(); }
    else this.keepInPlace(before, scene);
    if (before && !anew && !this.stands) glide(this.parts, before, (point) => toPicture(this.view, toScreen(seen, point)));
    this.remark();
    this.recolour();
  }

  /** The graphics roles and one tab stop; arrow keys do the rest. */
  private describe(drawing: SVGSVGElement, scene: LaidOutScene): void {
    drawing.setAttribute('role', 'graphics-document');
    drawing.setAttribute('aria-label', word(text('preview.picture', { title: scene.title, boxes: scene.nodes.length })));
    for (const part of this.parts!.all) {
      part.group.setAttribute('role', 'graphics-object');
      part.group.setAttribute('aria-label', part.node?.label ?? part.edge?.label ?? part.id);
    }
    this.at.setPicture(this.parts!, scene);
  }

  /** What the reader selected stands still on the screen, else most of what is drawn; a fitted picture only if all of it is still seen then. */
  private keepInPlace(before: LaidOutScene, after: LaidOutScene): void {
    const view = steadyView(this.view, before, after, this.selected);
    if (this.fitted && (this.closeUp.wanted || !isSeenWhole(view, after, this.windowSize))) this.fitAgain();
    else this.move(view);
  }

  // ---------------------------------------------------------------------------------------------- pan and zoom

  restore(view: View): void {
    this.look(view);
  }

  fit(): void {
    this.closeUp.dismiss();
    this.fitAgain();
  }

  /** The whole picture, or what the camera has gone near to. */
  private fitAgain(): void {
    this.closeUp.stop();
    this.fitted = true;
    if (!this.scene || this.root.clientWidth === 0) return;
    this.closeUp.aimAgain();
    this.move(this.closeUp.wanted ?? fit(this.scene, this.windowSize));
  }

  /** Whether the view goes near what happens in a scenario, where the whole is too small to be read. */
  setFollowing(following: boolean): void {
    this.following = following;
    this.followRun();
  }

  private followRun(): void {
    if (!this.closeUp.aim(this.following && this.fitted ? this.motion?.run?.caption.about ?? [] : []) || !this.fitted || !this.scene) return;
    this.closeUp.go(this.view, this.closeUp.wanted ?? fit(this.scene, this.windowSize), this.stands);
  }

  /** Where the reader wants to look. */
  private look(view: View): void {
    this.closeUp.stop();
    this.fitted = false;
    this.move(view);
  }

  zoom(factor: number): void {
    const { width, height } = this.windowSize;
    this.look(zoomAt(this.view, factor, { x: width / 2, y: height / 2 }));
  }

  private get windowSize(): { width: number; height: number } {
    return { width: this.root.clientWidth, height: this.root.clientHeight };
  }

  private move(view: View): void {
    this.view = view;
    this.sheet.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    if (this.parts) cull(this.parts, view, this.windowSize);
    this.paint();
    this.actions.moved(this.fitted ? undefined : view);
  }

  private resize(): void {
    this.overlay.resize(this.root.clientWidth, this.root.clientHeight);
    if (this.fitted) this.fitAgain();
    else this.move(this.view);
  }

  private recolour(): void {
    this.overlay.readColours();
    this.paint();
  }

  private paint(): void {
    this.overlay.draw(this.motion, this.lines, this.view, this.stands);
  }

  /** True where the reader wants nothing to glide. */
  private get stands(): boolean {
    return this.still.matches || document.body.classList.contains('vscode-reduce-motion');
  }

  // ------------------------------------------------------------------------------------------- states and dots

  setMotion(state: MotionState): void {
    const changed = this.motion?.fallout !== state.fallout || this.motion.run?.serving !== state.run?.serving;
    this.motion = state;
    if (changed) this.remark();
    this.followRun();
    if (!this.closeUp.isGliding) this.paint();
  }

  select(id: Id | undefined, bringIntoSight: boolean, also: readonly Id[] = []): void {
    this.selected = id;
    this.also = also;
    this.parts?.mark('selected', this.selection);
    const drawn = this.selection.flatMap((each) => this.parts?.drawing(each) ?? []);
    // Of several that draw it, the line stays that has the focus.
    const part = drawn.find(({ edge }) => edge && edge.id === this.at.line) ?? drawn.find(({ node }) => node) ?? drawn[0];
    if (part?.node) this.at.toBox(part.node.id);
    else if (part?.edge) this.at.toLine(part.edge.id);
    if (part && bringIntoSight) this.bringIntoSight(part.node ?? heartOf(part.edge!));
  }

  /** Lights something up, or everything again. */
  shine(spotlight: Spotlight | undefined): void {
    this.spotlight = spotlight;
    const drawing = this.sheet.querySelector<SVGSVGElement>(':scope > svg');
    if (this.parts && this.scene && this.lines && drawing) shine(spotlight, this.parts, this.scene, this.lines, drawing);
  }

  /** Makes sure that a part is seen. */
  bring(id: Id): void {
    const node = this.parts?.drawing(id).find((part) => part.node)?.node;
    if (node) this.bringIntoSight(node);
  }

  private get selection(): Id[] {
    return [...this.selected === undefined ? [] : [this.selected], ...this.also];
  }

  private remark(): void {
    if (!this.parts) return;
    this.parts.mark('failed', this.motion?.down ?? []);
    this.parts.mark('falls', this.brokenFlows());
    this.parts.mark('selected', this.selection);
    this.shine(this.spotlight);
    this.parts.promote(new Set(this.motion?.fallout.promoted), this.motion?.run?.serving);
    serve(this.parts, this.motion?.run?.serving);
    direct(this.parts, this.motion?.run);
    this.explain();
  }

  /** Arrows of what does not get what it asks for; boxes keep their colour, what holds is seen by it. */
  private brokenFlows(): Id[] {
    const flows = new Set(this.scene?.edges.filter((edge) => edge.form === 'flow').flatMap((edge) => edge.parts.map((part) => part.id)));
    return [...this.motion?.fallout.broken ?? []].filter((id) => flows.has(id));
  }

  /** The reason joins the tooltip of the arrow or box. */
  private explain(): void {
    for (const part of this.parts!.all) {
      const title = part.group.querySelector(':scope > title');
      if (title) title.textContent = part.node?.title ?? part.edge?.title ?? '';
    }
    const add = (id: Id, reason: string): void => {
      for (const { group } of this.parts!.drawing(id)) {
        const title = group.querySelector(':scope > title') ?? group.insertBefore(document.createElementNS('http://www.w3.org/2000/svg', 'title'), group.firstChild);
        title.textContent = `${title.textContent}\n${reason}`;
      }
    };
    if (!this.motion) return;
    const { down, failed, fallen, fallout } = this.motion;
    for (const each of [...fallen, ...fallout.elements]) if (!down.has(each.id)) add(each.id, each.reason);
    const { run } = this.motion;
    for (const id of down) add(id, run ? howDown(id, run, failed) : word(text(failed.has(id) ? 'preview.tooltip-failed' : 'preview.tooltip-down')));
  }

  // -------------------------------------------------------------------------------------------------- keyboard

  /** Whether boxes may be moved. */
  setMovable(can: boolean): void {
    this.mover.enabled = can;
    this.root.classList.toggle('movable', can);
  }

  private grab(target: EventTarget | null, shift: boolean): Held | undefined {
    const held = this.mover.grab(this.parts?.hit(target), shift);
    return held && { ...held, move: (by) => held.move({ x: by.x / this.view.scale, y: by.y / this.view.scale }) };
  }

  private click(target: EventTarget | null, shift: boolean): void {
    const handled = handleHit(this.parts, target);
    if (handled) return this.actions.toggleCollapsed(handled);
    const part = this.parts?.hit(target);
    if (!part) return this.actions.clear();
    if (part.node) this.focus(part.node.id);
    else this.at.toLine(part.edge!.id)?.group.focus({ preventScroll: true });
    this.actions.pick(part, shift);
  }

  private key(event: KeyboardEvent): void {
    const { part } = this.at;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const isKey = (key: string): boolean => plain && part !== undefined && latinKey(event).toLowerCase() === key;
    if (isDirection(event.key) && event.shiftKey && !event.altKey && part && this.mover.nudge(part, VECTORS[event.key])) { /* moved by hand */ }
    else if (isDirection(event.key) && !event.altKey && !event.shiftKey && part && this.scene) {
      const next = part.edge ? endTowards(this.scene, part.edge, event.key) : step(this.scene, part.node!.id, event.key);
      if (next !== undefined) this.focus(next);
    } else if (event.key === 'Home' && this.scene?.nodes[0]) this.focus(this.scene.nodes[0].id);
    else if (isKey('l')) this.walkLines(event.shiftKey ? -1 : 1);
    else if (event.key === 'Enter' && event.shiftKey && part) { if (part.node) this.actions.lookInto(part); }
    else if (event.key === 'Enter' && part) this.actions.pick(part, false);
    else if (isKey('p')) this.actions.path(part!);
    else if (isKey('f')) this.actions.toggleFailed(part!);
    else if (isKey('m')) this.openMenu(part!);
    else if (isKey('c')) this.actions.toggleCollapsed(part!);
    else if (event.key === 'Escape') {
      this.actions.escape();
      if (part?.edge && this.at.box !== undefined) this.focus(this.at.box);
    } else if (part && this.actions.edit(part, event.shiftKey && event.key === 'F2' ? 'Shift+F2' : latinKey(event))) event.stopPropagation();
    else return;
    event.preventDefault();
  }

  /** From line to line of the box at which the reader is. */
  private walkLines(by: 1 | -1): void {
    const line = this.scene && this.at.box !== undefined ? lineAfter(this.scene, this.at.box, this.at.line, by) : undefined;
    if (line) this.focusLine(line.id);
  }

  private openMenu(part: Part): void {
    this.actions.menu(part, this.besideOf(part));
  }

  /** At the right end of the part, so that it stays seen; of the stage, in pixels. */
  besideOf(part: Part): Point {
    const [box, stage] = [part.group.getBoundingClientRect(), this.root.getBoundingClientRect()];
    const beside = part.node ? { x: box.right, y: box.top } : { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    return { x: beside.x - stage.left, y: beside.y - stage.top };
  }

  /** Where something about an id is put: beside what draws it, in pixels of the stage. */
  besideId(id: Id): Point {
    const part = this.parts?.drawing(id)[0];
    return part ? this.besideOf(part) : { x: 24, y: 24 };
  }

  /** The element or group whose box is there. */
  boxAt(target: EventTarget | null): Id | undefined {
    return this.parts?.hit(target)?.node?.id;
  }

  /** To where the keyboard was in the picture. */
  focusAgain(): void {
    if (this.at.line !== undefined) this.focusLine(this.at.line);
    else if (this.at.box !== undefined) this.focus(this.at.box);
  }

  private focus(id: Id): void {
    const node = this.parts?.drawing(id).find((part) => part.node)?.node;
    if (!node) return;
    // What lies outside the window may not be drawn, and takes no focus then.
    this.bringIntoSight(node);
    this.at.toBox(node.id)?.group.focus({ preventScroll: true });
  }

  private focusLine(id: string): void {
    const edge = this.parts?.line(id)?.edge;
    if (!edge) return;
    this.bringIntoSight(heartOf(edge));
    this.at.toLine(id)?.group.focus({ preventScroll: true });
  }

  private bringIntoSight(box: Rectangle): void {
    const view = reach(this.view, box, this.windowSize);
    if (view.x !== this.view.x || view.y !== this.view.y) this.look(view);
  }
}

/** How it is down, in a scenario that tells several ways apart. */
function howDown(id: Id, { modes }: RunView, failed: ReadonlySet<Id>): string {
  const mode = modes.get(id);
  if (mode === undefined || mode === 'up') return word(text('preview.run-cut', { name: id }));
  return failed.has(id) || mode !== 'silent' ? word(text(`preview.run-mode-${mode}`, { name: id })) : word(text('preview.tooltip-down'));
}
