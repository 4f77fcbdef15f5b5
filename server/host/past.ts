/** An earlier state of an architecture, analysed as the present one is. */
import type { Revision } from '#language/diff/index.js';
import { Project, type FileAccess } from '#language/project/project.js';
import { SettingsFiles } from './settings.js';

export class Past {
  private readonly projects = new WeakMap<FileAccess, Project>();

  /** Where the state has no such file, everything is new: an architecture without a line. */
  revision(files: FileAccess, uri: string, variant: string | undefined): Revision {
    const project = this.projectOver(files);
    if (!project.document(uri)) project.setText(uri, '');
    const variants = project.variants(uri).map(({ name }) => name);
    const chosen = variant !== undefined && variants.includes(variant) ? variant : variants[0];
    return project.analyse(uri, chosen)!;
  }

  private projectOver(files: FileAccess): Project {
    const known = this.projects.get(files);
    if (known) return known;
    const settings = new SettingsFiles((uri) => files.read(uri));
    const project = new Project(files, (root) => settings.of(root).settings);
    this.projects.set(files, project);
    return project;
  }
}
