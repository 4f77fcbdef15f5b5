/**
 * The host's side of a preview, wherever it runs: it answers the page's messages, asks for pictures, counts revisions,
 * drops what is stale, and keeps the last good picture while the text is broken. The extension's panel and the command
 * line's preview server differ only in the `PreviewHost` that they hand in.
 */
import type { PictureEdit } from '../model/edit.js';
import { text, word } from '../messages/word.js';
import { isSceneAnswer, isToHost } from '../protocol/check-messages.js';
import type { Choice, Picture, PictureTheme } from '../protocol/picture.js';
import type { BoxPlacement, EditHistoryNames, ExportFormat, PlaybackAction, PreviewSettings, ToHost, ToPreview } from '../protocol/preview.js';
import type { PlaceRequest, SceneAnswer, SceneRequest } from '../protocol/server.js';
import { setViewKey } from '../model/manual-layout.js';
import { placesIn } from '../scene/arrange/steady.js';
import type { Id } from '../model/model.js';
import type { Origin } from '../model/origin.js';

export interface PreviewHost {
  settings: PreviewSettings;
  /** Asks whoever draws. Undefined where the question was cancelled. */
  ask(request: SceneRequest): Promise<SceneAnswer | undefined>;
  post(message: ToPreview): void;
  /** Show this place in the source; `id` is undefined of a line that declares no part. */
  reveal?(origin: Origin, id: Id | undefined): void;
  /** The reader's selection changed. */
  selected?(id: Id | undefined): void;
  /** The reader chose another view, or opened and closed containers. */
  chose?(choice: Choice): void;
  /** The reader wants the picture kept: as the page made it, or made by the host. */
  export?(picture: Picture, format: ExportFormat, content: string | undefined): void;
  open?(href: string): void;
  /** Makes an edit of the text. Undefined where it was made, else why not, worded. */
  edit?(edit: PictureEdit, picture: Picture): Promise<string | undefined>;
  /** Takes back the last change that was made from the picture, or does it again. Says what became of it, worded, where that is to be told. */
  undo?(again: boolean): Promise<string | undefined>;
  /** What could be taken back now. */
  history?(): EditHistoryNames;
  /** Boxes were set by hand. Says what went wrong, worded. */
  place?(request: PlaceRequest): Promise<string | undefined>;
}

export const OVERVIEW: Choice = { collapsed: [], expanded: [] };

export class PreviewSession {
  /** Counts the pictures that were sent. */
  private revision = 0;
  /** From which on all pictures were of the text that is shown: with other lines, or with what was found meanwhile. */
  private sameSince = 0;
  private version: number | undefined;
  /** Counts the reasons to ask: an answer to an earlier question is followed by another question. */
  private asked = 0;
  private asking = false;
  private ready = false;
  /** False while the page is hidden: behind another tab, in a window that is put away. */
  private seen = true;
  /** Up to which reason to ask there was an answer. */
  private answered = 0;
  private picture: Picture | undefined;
  private broken = false;
  /** The root file of the last picture. */
  private root: string | undefined;
  private theme: PictureTheme = 'vscode';
  /** What is shown beside the picture, while the reader compares. */
  private beside: Choice | undefined;
  private askedBeside = 0;
  /** To be played once there is a picture. */
  private scenario: string | undefined;

  constructor(readonly uri: string, private readonly host: PreviewHost, private choice: Choice = OVERVIEW) {}

  /** The picture that the reader sees. */
  get shown(): Picture | undefined {
    return this.picture;
  }

  /** A message of the page, of unknown shape. */
  receive(raw: unknown): void {
    if (!isToHost(raw)) return;
    // What the reader wants to see holds for whatever picture; everything else speaks of the text that was looked at.
    const timeless = raw.type === 'ready' || raw.type === 'requestScene' || raw.type === 'requestBeside' || raw.type === 'seen' || raw.type === 'place' || raw.type === 'undo';
    if (!timeless && (raw.revision < this.sameSince || raw.revision > this.revision)) return this.tellStale(raw);
    this.obey(raw);
  }

  private obey(message: ToHost): void {
    switch (message.type) {
      case 'ready': return this.start(message.choice);
      case 'requestScene': return this.choose(message.choice);
      case 'seen': return this.setSeen(message.seen);
      case 'requestBeside': return this.setBeside(message.choice);
      case 'select': return this.host.selected?.(message.id);
      case 'place': return this.place(message.choice, message.boxes);
      case 'open': return this.host.open?.(message.href);
      case 'edit': return void this.edit(message.number, message.edit);
      case 'undo': return void this.undo(message.again);
      case 'export': return this.picture && this.host.export?.(this.picture, message.format, message.content);
      case 'revealAt': return this.canShow(message.origin) ? this.host.reveal?.(message.origin, undefined) : undefined;
      case 'reveal': {
        const origin = this.originOf(message.id);
        return origin && this.host.reveal?.(origin, message.id);
      }
    }
  }

  /** Whoever asked for an edit waits for an answer, also where the picture that it spoke of is gone. */
  private tellStale(message: ToHost): void {
    if (message.type === 'edit') this.edited(message.number, word(text('edit.stale')));
  }

  private async edit(number: number, edit: PictureEdit): Promise<void> {
    if (!this.host.edit) return;
    // Between two pictures: the one that it speaks of is gone.
    if (!this.picture) return this.edited(number, word(text('edit.stale')));
    try {
      this.edited(number, await this.host.edit(edit, this.picture));
    } catch (thrown) {
      this.edited(number, word(text('edit.failed', { reason: thrown instanceof Error ? thrown.message : String(thrown) })));
    }
  }

  private edited(number: number, problem: string | undefined): void {
    this.host.post({ type: 'edited', revision: this.revision, number, ...(problem === undefined ? {} : { problem }) });
  }

  private async undo(again: boolean): Promise<void> {
    try {
      const said = await this.host.undo?.(again);
      if (said !== undefined) this.note(said);
    } catch (thrown) {
      this.note(word(text('undo.failed', { reason: thrown instanceof Error ? thrown.message : String(thrown) })));
    }
    this.tellHistory();
  }

  /** The page is to know what could be taken back, of a host that knows. */
  tellHistory(): void {
    const names = this.host.history?.();
    if (this.ready && names) this.host.post({ type: 'history', revision: this.revision, ...names });
  }

  /** Counts from the container, whatever the text has become meanwhile: it holds for any picture. */
  private place({ view, show }: Choice, boxes: readonly BoxPlacement[]): void {
    const { picture, root } = this;
    if (root === undefined || !this.host.place || this.host.settings.canPlace !== true) return;
    void this.host.place({ root, key: setViewKey(view, show), boxes: [...boxes] })
      .catch((thrown: unknown) => word(text('preview.place-failed', { reason: thrown instanceof Error ? thrown.message : String(thrown) })))
      .then((problem) => { if (problem !== undefined) this.takeBack(picture, problem); });
  }

  /** What the page shifted already stands again where it stood. */
  private takeBack(picture: Picture | undefined, problem: string): void {
    if (!picture || this.picture !== picture) return;
    this.revision += 1;
    this.host.post({ type: 'scene', revision: this.revision, picture, broken: this.broken });
    this.note(problem);
  }

  /** The page names places only in what it was sent: no other file is opened for it. */
  private canShow({ uri }: Origin): boolean {
    return this.picture?.model.files.includes(uri) === true;
  }

  /** Another view, from outside: the page follows. */
  look(view: string | undefined): void {
    this.choose({ collapsed: [], expanded: [], ...(view === undefined ? {} : { view }) });
  }

  originOf(id: Id): Origin | undefined {
    const origins = this.picture?.origins ?? {};
    return Object.hasOwn(origins, id) ? origins[id] : undefined;
  }

  private start(remembered: Choice | undefined): void {
    this.ready = true;
    this.seen = true;
    this.picture = undefined;
    this.beside = undefined;
    if (remembered) this.choice = remembered;
    this.host.post({ type: 'settings', revision: this.revision, settings: this.host.settings });
    this.tellHistory();
    void this.refresh();
  }

  private choose(choice: Choice): void {
    this.choice = choice;
    this.picture = undefined; // what the reader asked for is not the picture before, however good
    this.host.chose?.(choice);
    void this.refresh();
  }

  /** A page that nobody sees asks for nothing; what was missed meanwhile is asked for once it is seen again. */
  setSeen(seen: boolean): void {
    const missed = seen && !this.seen && this.asked !== this.answered;
    this.seen = seen;
    if (missed) void this.refresh();
  }

  /** Colours fixed by the user's settings, or left to the page. */
  setTheme(theme: PictureTheme): void {
    this.theme = theme;
    this.picture = undefined;
    if (this.ready) void this.refresh();
  }

  /**
   * Asks for the picture again; the text or what it imports has changed. One question is under way at a time, however
   * fast changes come: its answer is shown if it is still what the reader wants to see, then the next one is asked.
   */
  async refresh(): Promise<void> {
    this.asked += 1;
    if (!this.ready || this.asking) return;
    this.asking = true;
    try {
      for (let revision = -1; revision !== this.asked && this.seen;) {
        revision = this.asked;
        const { choice, theme } = this;
        // After an edit what is looked at stands still; what the reader asked for anew is laid out anew.
        const hold = this.picture && { hold: placesIn(this.picture.scene) };
        const answer = await this.host.ask({ revision, uri: this.uri, choice, theme, ...hold }).catch(() => undefined);
        this.answered = revision;
        const wanted = choice === this.choice && theme === this.theme;
        if (wanted && isSceneAnswer(answer) && answer.revision === revision) this.show(answer);
      }
    } finally {
      this.asking = false;
    }
  }

  private show(answer: SceneAnswer): void {
    if (answer.broken && this.picture) return this.mark(true);
    if (!answer.picture) return this.host.post({ type: 'error', revision: this.revision, text: answer.problem ?? '' });
    this.picture = answer.picture;
    this.root = answer.picture.model.root;
    this.broken = answer.broken;
    this.revision += 1;
    if (answer.picture.version !== this.version) [this.version, this.sameSince] = [answer.picture.version, this.revision];
    this.host.post({ type: 'scene', revision: this.revision, picture: answer.picture, broken: answer.broken });
    if (this.scenario !== undefined) this.play(this.scenario);
    void this.refreshBeside();
  }

  private setBeside(choice: Choice | undefined): void {
    this.beside = choice;
    void this.refreshBeside();
  }

  /** Follows the picture that it stands beside; while the text is broken the last good one stays. */
  private async refreshBeside(): Promise<void> {
    const { beside, theme } = this;
    const revision = this.askedBeside += 1;
    if (!beside) return;
    const answer = await this.host.ask({ revision, uri: this.uri, choice: beside, theme }).catch(() => undefined);
    if (revision !== this.askedBeside || !isSceneAnswer(answer) || answer.revision !== revision || answer.broken || !answer.picture) return;
    this.host.post({ type: 'beside', revision: this.revision, picture: answer.picture });
  }

  private mark(broken: boolean): void {
    if (this.broken === broken) return;
    this.broken = broken;
    this.host.post({ type: 'broken', revision: this.revision, broken });
  }

  /** Highlights what the cursor stands on, and what else its statement speaks of. */
  select(id: Id | undefined, also: Id[] = []): void {
    if (this.ready) this.host.post({ type: 'select', revision: this.revision, ...(id === undefined ? {} : { id }), ...(also.length > 0 ? { also } : {}) });
  }

  /** The page is to save its picture. False where there is none yet. */
  save(format: ExportFormat, scale?: number): boolean {
    const shown = this.ready && this.picture !== undefined;
    if (shown) this.host.post({ type: 'save', revision: this.revision, format, ...(scale === undefined ? {} : { scale }) });
    return shown;
  }

  /** What the host made for the page to keep, and what there is to say of it. */
  give(format: ExportFormat, content: string): void {
    this.host.post({ type: 'file', revision: this.revision, format, content });
  }

  note(text: string): void {
    this.host.post({ type: 'note', revision: this.revision, text });
  }

  control(action: PlaybackAction, id?: Id): void {
    if (this.ready) this.host.post({ type: 'control', revision: this.revision, action, ...(id === undefined ? {} : { id }) });
  }

  /** Plays a scenario from its beginning, as soon as the page shows the picture that it belongs to. */
  play(scenario: string): void {
    const shown = this.ready && this.picture !== undefined;
    this.scenario = shown ? undefined : scenario;
    if (shown) this.host.post({ type: 'scenario', revision: this.revision, name: scenario });
  }
}
