/**
 * Where the keyboard is in the picture: at a box, or on one of its lines. The picture is one stop of Tab (a roving
 * tabindex); the box stays known while its lines are walked, and so does where it stood when another picture comes.
 */
import type { Id } from '#language/model/model.js';
import type { LaidOutScene } from '#language/scene/laid-out.js';
import type { Part, Parts } from './parts.js';

export class Focus {
  private parts: Parts | undefined;
  private atBox: Id | undefined;
  private onLine: string | undefined;

  /** The box from which arrow keys go on. */
  get box(): Id | undefined {
    return this.atBox;
  }

  get line(): string | undefined {
    return this.onLine;
  }

  /** What the keys speak of. */
  get part(): Part | undefined {
    if (this.onLine !== undefined) return this.parts?.line(this.onLine);
    return this.atBox === undefined ? undefined : this.parts?.node(this.atBox);
  }

  /** Another picture: the same part, else the box that stands for it, else the first. */
  setPicture(parts: Parts, scene: LaidOutScene): void {
    this.parts = parts;
    const has = (id: Id | undefined): id is Id => id !== undefined && parts.node(id) !== undefined;
    const stands = this.atBox !== undefined && Object.hasOwn(scene.stands, this.atBox) ? scene.stands[this.atBox] : undefined;
    const box = [this.atBox, stands, scene.nodes[0]?.id].find(has);
    if (this.onLine !== undefined && parts.line(this.onLine)) this.stopAt();
    else if (box !== undefined) this.toBox(box);
  }

  toBox(id: Id): Part | undefined {
    [this.atBox, this.onLine] = [id, undefined];
    return this.stopAt();
  }

  /** @param id of the edge. */
  toLine(id: string): Part | undefined {
    const edge = this.parts?.line(id)?.edge;
    if (!edge) return undefined;
    this.onLine = id;
    if (this.atBox !== edge.from && this.atBox !== edge.to) this.atBox = edge.from;
    return this.stopAt();
  }

  private stopAt(): Part | undefined {
    const { part } = this;
    for (const { group } of this.parts?.all ?? []) group.setAttribute('tabindex', group === part?.group ? '0' : '-1');
    return part;
  }
}
