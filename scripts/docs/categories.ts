/** The chapters of the API reference: each room of src by its name, in the order of a reader. */
import {
  type Application,
  Comment,
  CommentTag,
  type Context,
  Converter,
  type DeclarationReflection,
  type DocumentReflection,
  ReflectionKind,
  Renderer,
} from 'typedoc';

/** Rooms by chapter. */
export const CHAPTERS: Readonly<Record<string, readonly string[]>> = {
  'Notebooks and REPL': ['interactive'],
  'Plans, runs, errors': ['engine', 'schemes'],
  'Models and their data': ['models', 'math'],
  'Noise and random numbers': ['noise', 'random'],
  'Exact limits': ['limits'],
  'Studies and claims': ['studies'],
  'Rates, intervals and tests': ['statistics'],
  'Pruning and its theory': ['pruning'],
  'Tail indices': ['tails'],
  Observables: ['observables'],
  'Files, tables, weights': ['results'],
  Figures: ['figures'],
};

const chapterOf = (file: string): string | undefined => {
  const room = /(?:^|\/)src\/(\w+)\//.exec(file)?.[1];
  return Object.keys(CHAPTERS).find((chapter) => room !== undefined && CHAPTERS[chapter].includes(room));
};

/** The chapter of the pages of docs. */
export const PAGES = 'Pages';

/** Puts everything exported into the chapter of its room, and pages into their own. */
export function addCategories(app: Application): void {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context) => {
    for (const page of context.project.documents ?? []) page.comment = new Comment([], [categoryTag(PAGES)]);
    for (const reflection of context.project.children ?? []) {
      const file = fileOf(context, reflection);
      const chapter = file === undefined ? undefined : chapterOf(file);
      if (chapter === undefined) continue;
      for (const target of reflection.kindOf(ReflectionKind.Function)
        ? reflection.signatures!
        : [reflection]) {
        // What has no docstring is left alone: the validation tells of it.
        target.comment?.blockTags.push(categoryTag(chapter));
      }
    }
  });
}

/** Names pages by their headings; their files keep the names of the Markdown files, which are known by then. */
export function addTitles(app: Application): void {
  app.renderer.on(Renderer.EVENT_BEGIN, ({ project }) => {
    for (const page of project.documents ?? []) page.name = titleOf(page) ?? page.name;
  });
}

const categoryTag = (text: string) => new CommentTag('@category', [{ kind: 'text', text }]);

/** The first heading of a page. */
function titleOf({ content }: DocumentReflection): string | undefined {
  const text = content.map((part) => part.text).join('');
  return /^# (.+)$/m.exec(text)?.[1];
}

function fileOf(context: Context, reflection: DeclarationReflection): string | undefined {
  return context.getSymbolFromReflection(reflection)?.declarations?.[0].getSourceFile().fileName;
}
